"""What was used last, kept for all visitors of a server up to a number of entries."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Latest(Generic[Key, Value]):
    """Keeps values by their keys; beyond `most` the one that was not asked for longest goes. Safe for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Give how many are held."""
        return len(self._held)

    def get(self, key: Key) -> Value | None:
        """Give what is held under a key, None where nothing is."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key]

    def put(self, key: Key, value: Value) -> Value:
        """Hold a value under a key; give the value."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return value

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give what is held under a key; what is not is made, perhaps by two threads at once."""
        held = self.get(key)
        return held if held is not None else self.put(key, make())
