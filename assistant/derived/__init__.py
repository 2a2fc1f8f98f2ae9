"""Values that no paper states, worked out from those that are stated."""
