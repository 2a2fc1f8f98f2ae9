"""A language model as writer, never as source: it gets evidence under keys, and each of its sentences is checked."""
