"""The language of council papers: read in the same way in a paper and in a question."""
