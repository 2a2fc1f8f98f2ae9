"""Files to take along: conversations, with their sources, for Word and as Markdown."""
