"""The HTTP service: questions, searches, figures and papers for other programs, and the question box for a web page."""
