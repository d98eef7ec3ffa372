"""How far a download or a reading has come. This module says so on standard error."""

import sys
import time
from dataclasses import dataclass

_EVERY_S, _LINE_EVERY_S = 0.2, 30.0
_BAR = 30


@dataclass(frozen=True)
class Work:
    """What is done: in words, one unit, how a number of units is written, its name, after how long it is said."""

    words: str
    unit: int
    form: str
    name: str = ""
    after_s: float = 0.0


DOWNLOADING = Work("ดาวน์โหลด | downloading", 1_000_000, "{:.1f}", " MB")
READING = Work("อ่านแถว | reading rows", 1, "{:,.0f}", after_s=1.0)
TAKING_IN = Work("บันทึกแถว | taking in rows", 1, "{:,.0f}", after_s=1.0)


class Progress:
    """A bar that redraws itself on a terminal; elsewhere a line at each tenth, or now and then."""

    def __init__(self, work: Work = DOWNLOADING) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._work = work
        self._began = time.monotonic()
        self._said_at = 0.0
        self._tenth = -1

    def __call__(self, done: int, total: int | None) -> None:
        """Say that `done` of `total` bytes or rows are there; None: nobody knows how many there are."""
        now = time.monotonic()
        if now - self._began < self._work.after_s:
            return
        is_last = done == total
        tenth = 10 * done // total if total else 0
        if self._is_terminal:
            if is_last or now - self._said_at >= _EVERY_S:
                self._said_at = now
                sys.stderr.write(f"{_line(self._work, done, total)}" + ("\n" if is_last else "\r"))
                sys.stderr.flush()
        elif tenth > self._tenth or now - self._said_at >= _LINE_EVERY_S:
            self._said_at, self._tenth = now, tenth
            sys.stderr.write(f"{_line(self._work, done, total)}\n")


def _line(work: Work, done: int, total: int | None) -> str:
    """Return one line of progress.

    >>> _line(DOWNLOADING, 50_000_000, 200_000_000)
    'ดาวน์โหลด | downloading [#######.......................]  25 %  50.0 / 200.0 MB'
    >>> _line(DOWNLOADING, 1_500_000, None)
    'ดาวน์โหลด | downloading 1.5 MB'
    """
    said = work.form.format(done / work.unit)
    if not total:
        return f"{work.words} {said}{work.name}"
    full = _BAR * done // total
    whole = work.form.format(total / work.unit)
    return f"{work.words} [{'#' * full:.<{_BAR}}] {100 * done // total:3d} %  {said} / {whole}{work.name}"
