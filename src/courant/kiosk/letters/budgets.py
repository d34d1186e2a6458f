"""Budgets: how many letters are taken in all, of a thread, of a lane, of a network.

Source:
    The token bucket of RFC 2698, counted when it is asked rather than by a clock.
"""

import math
import time
from collections import OrderedDict
from typing import Final

from courant.kiosk.letters.lanes import Sender
from courant.kiosk.letters.limits import Limits, Rate

KEPT_BUCKETS: Final = 20_000  # of each kind; the longest unused is let go first
HALF: Final = 0.5


class Buckets:
    """Buckets of one size, by key."""

    def __init__(self, rate: Rate) -> None:
        """Make them full; they are filled at ``rate``."""
        self._rate = rate
        self._kept: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def level(self, key: object) -> float:
        """Return how many tokens are in a bucket."""
        level, at = self._kept.get(key, (self._rate.most, 0.0))
        return min(self._rate.most, level + (time.monotonic() - at) * self._rate.a_second)

    def wait_seconds(self, key: object) -> float:
        """Return in how many seconds there is a token; 0 if there is one now."""
        return max(0.0, 1 - self.level(key)) / self._rate.a_second

    def take(self, key: object) -> None:
        """Take a token out."""
        self._kept[key] = self.level(key) - 1, time.monotonic()
        self._kept.move_to_end(key)
        if len(self._kept) > KEPT_BUCKETS:
            self._kept.popitem(last=False)

    def fullness(self, key: object) -> float:
        """Return how full a bucket is, from 0 to 1."""
        return max(0.0, self.level(key)) / self._rate.most


class Budgets:
    """What may still be taken.  In memory alone."""

    def __init__(self, limits: Limits) -> None:
        """Begin with everything to spend."""
        self._limits = limits
        self._all = Buckets(limits.in_all)
        self._threads = Buckets(limits.of_a_thread)
        self._lanes = Buckets(limits.of_a_lane)
        self._prefixes = Buckets(limits.of_a_prefix)

    def spend(self, sender: Sender, thread: object) -> int:
        """Take one letter out of every budget it falls under, or out of none.

        Returns:
            0 if it may come in; else in how many seconds to try again.
        """
        under = [(self._all, ""), (self._threads, thread), (self._lanes, sender.lane)]
        if sender.prefix:
            under.append((self._prefixes, sender.prefix))
        wait = max(buckets.wait_seconds(key) for buckets, key in under)
        if wait > 0:
            return math.ceil(wait)
        for buckets, key in under:
            buckets.take(key)
        return 0

    @property
    def least_seconds(self) -> float:
        """How long a check page must be looked at in any case."""
        return self._limits.least_seconds

    def patience_seconds(self) -> float:
        """Return how long a check page must be looked at: longer the more is being sent."""
        strain = max(0.0, HALF - self._all.fullness("")) / HALF
        least, most = self._limits.least_seconds, self._limits.most_seconds
        return least + strain * max(0.0, most - least)
