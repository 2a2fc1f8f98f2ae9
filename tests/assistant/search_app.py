"""The search page alone, as a script for tests without a browser."""

from assistant.pages.search import page

page.show()
