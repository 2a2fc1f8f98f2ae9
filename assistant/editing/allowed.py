"""Who is at the server's own machine, and may add and remove papers in the browser: they, or as a setting says."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"})
"""Headers that proxies add: behind one, a server of this machine alone may be open to everybody."""


def may_edit(setting: bool | None, address: str, base_path: str, headers: Mapping[str, str]) -> bool:
    """Tell whether papers may be changed by whoever sent a request with these headers.

    `setting` decides where it is set. Where it is not, they must be at the server's own machine.
    """
    return is_here(address, base_path, headers) if setting is None else setting


def is_here(address: str, base_path: str, headers: Mapping[str, str]) -> bool:
    """Tell whether whoever sent a request with these headers is at the server's own machine.

    The server must be bound to this machine (`address`), be served under no path of a proxy, and be asked for by a name
    of this machine without a proxy between.
    """
    named = {name.casefold(): value for name, value in headers.items()}
    try:
        host = urlsplit(f"//{named.get('host', '')}").hostname
    except ValueError:
        host = None
    return address in LOCAL and host in LOCAL and not base_path and FORWARDED.isdisjoint(named)
