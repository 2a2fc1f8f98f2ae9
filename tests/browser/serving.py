"""What the tests of the pages share beside the server and the browser of `benchmarks.serving`."""

import os

import pytest

REQUIRED = os.environ.get("SCRUTINEER_REQUIRE_BROWSER") == "1"
HARM = (
    "<script>document.title='taken'</script> <img src=x onerror=\"document.title='taken'\"> "
    "![x](http://elsewhere.example/x.png) [press](javascript:alert(1)) http://elsewhere.example "
    "$x^2$ :smile: :red[alarm] **bold** `code` <b>b</b>"
)

OVER = (
    "[...document.querySelectorAll('[data-testid=stMain] *')]"
    ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
)
"""What runs over the right edge of the screen."""


def missing(reason):
    if REQUIRED:
        pytest.fail(f"{reason}, and SCRUTINEER_REQUIRE_BROWSER asks for it")
    pytest.skip(reason)


def local(url, address):
    """Tell whether an address is of the server whose page this is, or the page's own."""
    address = "/".join(address.split("/")[:3])
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))


def runs_over(page):
    """Give what runs over the right edge of the screen, and whether the page scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return page.evaluate(f"{OVER}.map(e => e.outerHTML.slice(0, 200))") + ["the page scrolls sideways"] * wide


def at_rest(page):
    """Wait until the page has been drawn whole: while it is, its style sheet may not be there yet."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning'")
    # Our style sheet is the last to come, and colours pass over to its own.
    page.wait_for_function("getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--accent') != ''")
    page.wait_for_function(
        "document.getAnimations().every(a => a.playState != 'running' || a.effect.getTiming().iterations == Infinity)"
    )
