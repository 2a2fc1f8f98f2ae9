"""Who is let in, and how often: by key, or from this machine alone where there are none."""

from __future__ import annotations

import ipaddress
import math
import time
from dataclasses import dataclass, field

from fastapi import Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from assistant.doors.api.keys import Key, Keys
from assistant.doors.api.problems import ProblemError
from assistant.editing.allowed import is_here
from corpus.errors import SettingsError

MISSES = parse("20/minute")
"""Wrong keys that one address may present."""
NEIGHBOURS = 64
"""Bits of an IPv6 address that one household or office has in common."""
BEARER = {"WWW-Authenticate": "Bearer"}


def read_rate(text: str) -> RateLimitItem:
    """Read a rate such as "60/minute". Raises `SettingsError`."""
    try:
        return parse(text)
    except ValueError:
        raise SettingsError(f"{text!r} is no rate of requests; 60/minute and 1000/hour are.") from None


@dataclass(slots=True)
class Admission:
    """Lets requests in. `host` and `base_path` say where the service listens.

    `rate` is how often one may ask, `misses` how often an address may present a wrong key.
    """

    keys: Keys
    rate: RateLimitItem
    host: str = "localhost"
    base_path: str = ""
    misses: RateLimitItem = MISSES
    _counts: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage()), repr=False
    )

    def admit(self, request: Request, query_key: str = "") -> Key | None:
        """Let a request in, with the key that it is made with; without keys there is none.

        `query_key` is a key in the address, where one may stand: only a public one, for addresses end up in logs.
        Raises `ProblemError` for a request without a key, or for one too many.
        """
        address = _address(request)
        if not self.keys:
            if not is_here(self.host, self.base_path, request.headers):
                text = "Without keys this service is for its own machine alone; whoever runs it can make keys."
                raise ProblemError(403, "no_keys", text)
            self._count(address)
            return None
        key = self._key(request, query_key, address)
        self._count(key.name, address if key.is_public else "")
        return key

    def _key(self, request: Request, query_key: str, address: str) -> Key:
        scheme, _, presented = request.headers.get("authorization", "").partition(" ")
        presented = presented.strip() if scheme.casefold() == "bearer" else ""
        if not presented and not query_key:
            raise ProblemError(401, "key_needed", "Send your key: “Authorization: Bearer KEY”.", BEARER)
        key = self.keys.find(presented or query_key)
        if key is None or (not presented and not key.is_public):
            if not self._counts.hit(self.misses, "misses", address):
                raise self._too_many(self.misses, "misses", address)
            raise ProblemError(401, "key_unknown", "This key is not known, or not allowed in an address.", BEARER)
        return key

    def _count(self, *who: str) -> None:
        if not self._counts.hit(self.rate, *who):
            raise self._too_many(self.rate, *who)

    def _too_many(self, rate: RateLimitItem, *who: str) -> ProblemError:
        wait = max(1, math.ceil(self._counts.get_window_stats(rate, *who).reset_time - time.time()))
        text = (
            f"Too many requests: {rate.amount} are allowed in {rate.get_expiry()} seconds. Try again in {wait} seconds."
        )
        return ProblemError(429, "too_many", text, {"Retry-After": str(wait)})


def _address(request: Request) -> str:
    """Give the address that a request comes from, of an IPv6 address the part that neighbours share."""
    host = request.client.host if request.client else ""
    try:
        read = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(read, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((read, NEIGHBOURS), strict=False).network_address)
    return str(read)
