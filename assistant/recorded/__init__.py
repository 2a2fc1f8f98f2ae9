"""Answers from what papers record: who came, what was decided, how the vote went, what a label says."""
