"""A paper's page as a picture, or its text, with a passage marked."""
