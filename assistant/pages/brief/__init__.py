"""The brief: a question pack for scrutiny, to be edited and taken along."""
