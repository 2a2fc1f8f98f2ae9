"""The colours of the product: one accent, the same in the web page and on the pictures of pages."""

from __future__ import annotations

ACCENT = "#0f6674"
"""Links, buttons and the marked passage. On white 6.6 : 1, so that it may carry text."""
ACCENT_ON_DARK = "#6cc5d1"
"""The same hue where the page is dark: 9 : 1 on the dark background."""

LIGHT = {
    "primaryColor": ACCENT,
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f2f5f5",
    "textColor": "#15222a",
    "linkColor": ACCENT,
    "borderColor": "#c6d0d2",
}
DARK = {
    "primaryColor": ACCENT_ON_DARK,
    "backgroundColor": "#11191d",
    "secondaryBackgroundColor": "#1a252a",
    "textColor": "#e8eef0",
    "linkColor": ACCENT_ON_DARK,
    "borderColor": "#3a494f",
}


def theme_options() -> dict[str, str]:
    """Give the theme as the server's options, name → value; the reader's own system chooses light or dark."""
    options = {"theme.baseRadius": "small", "theme.linkUnderline": "true"}
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        options |= {f"theme.{name}.{part}": value for part, value in colours.items()}
    return options
