"""The chat: a conversation on the papers, each answer with its sources."""
