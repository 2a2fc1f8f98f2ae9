"""Answers in the papers' own sentences, rows and lists."""
