"""What users make and want to find again: conversations and feedback, in a database of its own beside the index."""
