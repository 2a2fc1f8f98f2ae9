"""Every fuzzed parser takes its seeds, and thousands of changed ones; `make fuzz` goes on from there by coverage."""

import random
import time

import pytest

from tests.fuzzing.targets import TARGETS
from tests.hostile.patterns import at_most

SECONDS = 1.0
"""For the changed seeds of one target."""
SLOWEST = 5.0


def changed(data: bytes, tokens: tuple[str, ...], chance: random.Random) -> bytes:
    """Cut, repeat, and put in tokens and noise, a few times."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 4, 8))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((0, 1, 5, 40)))
        token = chance.choice(tokens).encode("utf-8") if tokens else b""
        made[at:end] = chance.choice((b"", token, made[at:end] * 3, token * 5, chance.randbytes(2)))
    return bytes(made[:4096])


@pytest.mark.parametrize("name", TARGETS)
def test_the_parser_takes_its_seeds_and_changed_ones(name):
    target, chance = TARGETS[name], random.Random(name)
    for seed in (*target.seeds, b"", b"\0", b"\xff\xfe", "\u202e".encode()):
        target.run(seed)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        data = changed(chance.choice(target.seeds), target.tokens, chance)
        with at_most(SLOWEST):
            target.run(data)
