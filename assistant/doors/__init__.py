"""The ways in for other programs: a Python class, and what stands on it."""
