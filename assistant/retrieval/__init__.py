"""Passages that may answer: keywords and vectors in one order."""
