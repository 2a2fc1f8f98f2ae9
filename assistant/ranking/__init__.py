"""What speaks for a sentence, row or figure as the answer, and how sure that makes it."""
