"""The papers page alone, as a script for tests without a browser."""

from assistant.pages.papers import page

page.show()
