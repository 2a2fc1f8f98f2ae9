"""Files to take along, with their sources: conversations and briefs for Word, tables for a spreadsheet."""
