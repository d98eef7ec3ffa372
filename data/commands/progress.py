"""How far a download has come. This module says so on standard error."""

import sys
import time

_EVERY_S, _LINE_EVERY_S = 0.2, 30.0
_BAR = 30
_MB = 1_000_000


class Progress:
    """A bar that redraws itself on a terminal; elsewhere a line at each tenth, or now and then."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._said_at = 0.0
        self._tenth = -1

    def __call__(self, done: int, total: int | None) -> None:
        """Say that `done` of `total` bytes are there; None: nobody knows how many there are."""
        now = time.monotonic()
        is_last = done == total
        tenth = 10 * done // total if total else 0
        if self._is_terminal:
            if is_last or now - self._said_at >= _EVERY_S:
                self._said_at = now
                sys.stderr.write(f"{_line(done, total)}" + ("\n" if is_last else "\r"))
                sys.stderr.flush()
        elif tenth > self._tenth or now - self._said_at >= _LINE_EVERY_S:
            self._said_at, self._tenth = now, tenth
            sys.stderr.write(f"{_line(done, total)}\n")


def _line(done: int, total: int | None) -> str:
    """Return one line of progress.

    >>> _line(50_000_000, 200_000_000)
    'ดาวน์โหลด | downloading [#######.......................]  25 %  50.0 / 200.0 MB'
    >>> _line(1_500_000, None)
    'ดาวน์โหลด | downloading 1.5 MB'
    """
    words = "ดาวน์โหลด | downloading"
    if not total:
        return f"{words} {done / _MB:.1f} MB"
    full = _BAR * done // total
    return f"{words} [{'#' * full:.<{_BAR}}] {100 * done // total:3d} %  {done / _MB:.1f} / {total / _MB:.1f} MB"
