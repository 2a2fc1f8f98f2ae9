"""Searching the papers for words: what is asked for, what is found in which paper, and how it is shown and saved."""
