"""Figures of the register: chosen, said, put side by side and in order of time."""
