"""What the product is, how far to trust it, and what becomes of what is typed."""
