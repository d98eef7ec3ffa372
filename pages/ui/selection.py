"""What the reader has chosen. This module owns every query parameter.

The address is the truth: a run reads it, a control writes it. So every state of every page can be sent as a link.
"""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data.schema import Level, Sector
from geo.choice import OPEN_WORK, Choice, Side
from geo.classify import Measure
from geo.joins import Standing
from pages.ui import calendar
from pages.ui.words import LANGUAGES

LEVELS = (Level.AMPHOE, Level.TAMBON, Level.VILLAGE)
PERIODS = ("week", "month", "fiscal_year", "year")
"""What the figures may be compared with, beside any day."""
FILTERS = ("theme", "agency", "sector", "host", "side", "standing")
_OF_REGISTER = (
    "agency", "other", "host", "work", "day", "since", "off", "kept", "batch", "change", "table",
    "record", "by", "on", "queue", "at", "entry", "ruin",
)  # fmt: skip
"""Parameters that mean nothing in another register."""
_MINUTE_DIGITS = 4
_LONGEST = 300
_OF_DOOR = ("told", "wait", "from")
"""Parameters by which a door says what became of an attempt; no link of ours carries them on."""
_OF_FORM = ("edit", "entry")
"""Parameters that say which form is open: the table, and the key of its record, blank for a new one."""
_LEFT = "parameters when last seen"


@dataclass(frozen=True)
class Selection:
    """What to show. Blank ``theme``, ``agency`` and so on mean all; ``off`` holds the class keys filtered away.

    ``since``: one of `PERIODS` or a day, what figures are compared with. ``is_whole``: lists are shown to their end.
    ``is_watch``: full screen, for a wall. ``kept``: the past day at whose end the register is looked at; None: now.
    ``refused``: what the address names and does not exist.
    """

    day: datetime.date
    lang: str = "th"
    level: Level = Level.TAMBON
    measure: Measure = Measure.BIVARIATE
    theme: str = ""
    choice: Choice = OPEN_WORK
    area: str = ""
    work: str = ""
    since: str = "fiscal_year"
    off: tuple[str, ...] = ()
    is_whole: bool = False
    is_watch: bool = False
    kept: datetime.date | None = None
    refused: tuple[str, ...] = ()

    @property
    def agency(self) -> str:
        """The agency whose work is shown; blank for all."""
        return self.choice.agency

    @property
    def since_day(self) -> datetime.date:
        """The day that figures are compared with: before `day`, whatever the address says."""
        chosen = calendar.day_of(self.since, self.day) if self.since not in PERIODS else self.day
        return chosen if chosen < self.day else calendar.before(self.day, self.since_period)

    @property
    def since_period(self) -> str:
        """The period that `since` names; the fiscal year where it names a day."""
        return self.since if self.since in PERIODS else "fiscal_year"

    @property
    def filters(self) -> int:
        """How many filters are set, the legend's apart."""
        choice = self.choice
        chosen = (self.theme, choice.agency, choice.sector, choice.host, choice.side)
        return sum(map(bool, chosen)) + (choice.standing != Standing.ACTIVE)


def register_name(names: Collection[str], default: str) -> str:
    """Return the register that the address names, or the default one."""
    _restore()
    return _one_of("register", names, default)


def language() -> str:
    """Return the language that the address names."""
    return _one_of("lang", LANGUAGES, "th")


def kept_day(first: Callable[[], Sequence[datetime.date]]) -> datetime.date | None:
    """Return the past day at whose end the address asks for the register; None for now.

    `first` gives the day since which it is kept, if any, and is only asked where the address names one.
    """
    _restore()
    day = calendar.day_of(_asked("kept"), datetime.date.max)
    return day if day < calendar.today() and any(day >= since for since in first()) else None


def read(
    default_day: datetime.date, known: Mapping[str, Collection[str]], kept: datetime.date | None = None
) -> Selection:
    """Return the selection that the address holds; what it cannot mean is as if left out.

    Parameters
    ----------
    default_day : the as-of day when the address names none.
    known : codes that exist, by parameter (``theme``, ``agency``, ``host``, ``area``, ``work``).
    kept : the past day at whose end the register is looked at; None for now.
    """
    _restore()
    found = Selection(
        refused=(*_refused(known), *_refused_days(kept)),
        day=calendar.day_of(_asked("day"), default_day),
        lang=language(),
        level=Level(_one_of("level", LEVELS, Level.TAMBON)),
        measure=Measure(_one_of("measure", tuple(Measure), Measure.BIVARIATE)),
        theme=_one_of("theme", known["theme"], ""),
        choice=_choice(known),
        area=_one_of("area", known["area"], ""),
        work=_one_of("work", known["work"], ""),
        since=_since(_asked("since")),
        off=tuple(dict.fromkeys(_asked("off")[:20])),
        is_whole=_asked("lists") == "whole",
        is_watch=_asked("watch") == "1",
        kept=kept,
    )
    _leave()
    return found


def _choice(known: Mapping[str, Collection[str]]) -> Choice:
    return Choice(
        agency=_one_of("agency", known["agency"], ""),
        sector=_one_of("sector", tuple(Sector), ""),
        host=_one_of("host", known["host"], ""),
        side=_one_of("side", tuple(Side), ""),
        standing=_one_of("standing", tuple(Standing), Standing.ACTIVE),
    )


def change(**changes: str) -> None:
    """Write `changes` to the address; a blank value takes the parameter out."""
    for name, value in changes.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    _leave()


def turn_to(register: str) -> None:
    """Write another register to the address and take out what only the present one knows."""
    change(register=register, **dict.fromkeys(_OF_REGISTER, ""))


def link(**changes: str) -> dict[str, str]:
    """Return the parameters of the present address with `changes`, for a link to another page."""
    wanted = _kept() | changes
    return {name: value for name, value in wanted.items() if value}


def control(name: str, value: object, write: Callable[[object], str]) -> dict[str, object]:
    """Return what ties a widget to the parameter `name`: its key, its present value, what a change does."""
    key = f"control {name}"
    st.session_state[key] = value

    def take() -> None:
        change(**{name: write(st.session_state[key])})

    return {"key": key, "on_change": take}


def door() -> tuple[str, str, str]:
    """Return what the address says of an attempt to sign in: what was told, minutes to wait, the page before."""
    told, wait, page = (_asked(name) for name in _OF_DOOR)
    return told, wait if wait.isdecimal() and len(wait) < _MINUTE_DIGITS else "", page


def form(tables: Collection[str]) -> tuple[str, str]:
    """Return the table and the key of the record whose form the address names; blank where it names none."""
    return _one_of(_OF_FORM[0], tables, ""), _asked(_OF_FORM[1])[:500]


def _kept() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name not in _OF_DOOR}


def _leave() -> None:
    st.session_state[_LEFT] = _kept()


def _restore() -> None:
    """Put back what Streamlit takes out of the address when the reader changes the page."""
    left = st.session_state.get(_LEFT)
    if left and not st.query_params.to_dict():
        st.query_params.from_dict(left)


def _asked(name: str) -> str:
    return st.query_params.get(name, "")


def _refused(known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return what the address names of the codes that do not exist, shortened for the eye."""
    allowed = {"level": LEVELS, "measure": tuple(Measure), "sector": tuple(Sector), "side": tuple(Side)}
    allowed |= {"standing": tuple(Standing), "lang": LANGUAGES, **known}
    asked = {name: _asked(name) for name in allowed}
    return tuple(f"{name}={code[:40]}" for name, code in asked.items() if code and code not in allowed[name])


def _refused_days(kept: datetime.date | None) -> tuple[str, ...]:
    """Return the days that the address names and that are none, or none of keeping; today is the present."""
    day, asked = _asked("day"), _asked("kept")
    is_none = bool(day) and calendar.day_of(day, datetime.date.max) == datetime.date.max
    is_away = bool(asked) and kept is None and calendar.day_of(asked, datetime.date.max) != calendar.today()
    return tuple(
        f"{name}={text[:40]}" for name, text, is_odd in (("day", day, is_none), ("kept", asked, is_away)) if is_odd
    )


def asked(name: str, allowed: Collection[str]) -> str:
    """Return what the address names under a parameter of one page, blank where that is none of `allowed`."""
    return _one_of(name, allowed, "")


def stated(name: str) -> str:
    """Return what the address says under a parameter of one page, whatever it is; cut where it is very long."""
    return _asked(name)[:_LONGEST]


def _one_of(name: str, allowed: Collection[str], default: str) -> str:
    seen = st.query_params.get(name, default)
    return seen if seen in allowed else default


def _since(text: str) -> str:
    return text if text in PERIODS or calendar.day_of(text, datetime.date.max) < datetime.date.max else "fiscal_year"
