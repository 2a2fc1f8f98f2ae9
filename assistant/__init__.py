"""From a question to a cited answer: reading the question, retrieval, composing, checking, and the ways to ask."""
