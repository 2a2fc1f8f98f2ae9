"""Changing what is held, in the browser: who may, what is uploaded under which name, and what is held at all."""
