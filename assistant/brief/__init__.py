"""A brief for scrutiny: what the papers state on a topic or an agenda item, and questions that rest on it."""
