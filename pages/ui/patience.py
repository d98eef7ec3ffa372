"""How often one address may fail before it has to wait. This module counts it, in little memory that never grows."""

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

from data.desk.refusals import DoorError


class Patience:
    """Failures of late by address: at most `most` within `window_s`, of at most `addresses` addresses.

    An address of IPv6 stands for its network, which one machine may have all of. Many in a hall may share an address:
    the limit is far above what a hall mistypes; the account's own limit is the strict one.
    """

    def __init__(
        self,
        most: int = 60,
        window_s: float = 300,
        addresses: int = 4_096,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._window_s, self._addresses, self._clock = most, window_s, addresses, clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def require(self, address: str) -> None:
        """Let an address try, or say how long it has to wait.

        Raises
        ------
        DoorError
            It failed too often of late (``busy``).
        """
        now = self._clock()
        with self._lock:
            times = self._failures.get(_network(address), ())
            if len(times) == self._most and times[0] > now - self._window_s:
                raise DoorError("busy", math.ceil((times[0] + self._window_s - now) / 60))

    def count(self, address: str, code: str) -> None:
        """Count a failure; waiting is none."""
        if code == "busy":
            return
        with self._lock:
            times = self._failures.setdefault(_network(address), deque(maxlen=self._most))
            times.append(self._clock())
            self._failures.move_to_end(_network(address))
            while len(self._failures) > self._addresses:
                self._failures.popitem(last=False)

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._failures)


def _network(address: str) -> str:
    """Return what stands for an address: itself, or the network of 64 bits it lies in.

    >>> _network("192.0.2.7"), _network("2001:db8:1:2:3::4")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
