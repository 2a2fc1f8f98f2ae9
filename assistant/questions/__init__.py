"""Reading a question: what it asks for, of what, when and where, and in which words the papers may say it."""
