"""Searching the papers for words: what is found by paper, limited, sorted, paged through and saved."""
