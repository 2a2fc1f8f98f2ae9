"""What users make and want to find again: conversations, arranged briefs, feedback; in a database beside the index."""
