"""The form that is open in this session. This module owns its state: texts, rows, drafts, what became of it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from markupsafe import Markup

from data.desk.editing import Prepared
from data.desk.parts import Part, codes
from data.errors import Problem
from data.schema import SEPARATOR, TABLES
from data.store import Clash
from pages.ui.record.layout import AREA_COLUMN

_OPEN = "form that is open"
MAP = "map record"
"""Key of the form's map."""


@dataclass
class Sheet:
    """A form as it stands.

    Attributes
    ----------
    version : the state of the register on which it was opened.
    table, record : what it is the form of; a blank record is to be added.
    key : the key of its record, also of one that is to be added; the token where only what is typed will tell.
    parts : the record first, then its rows; they stay in their places, those taken out are marked.
    first : the texts with which it was opened, to tell whether anything is typed.
    token : what the names of its widgets begin with.
    prepared : what the last attempt to save came to.
    clashes, rivals : the cells that others changed meanwhile, and who did when.
    pick, focus : what a press on the map does, and the areas that it frames.
    kept : the text of the draft kept last.
    reason : why it is changed, for the history.
    told : what became of the form before it.
    wanted : what the address named when it was opened; see `current`.
    """

    version: str
    table: str
    record: str
    key: str
    parts: list[Part]
    first: list[Part]
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    prepared: Prepared | None = None
    clashes: Sequence[Clash] = ()
    rivals: str = ""
    pick: str = "villages"
    focus: tuple[str, ...] = ()
    kept: str = ""
    reason: str = ""
    told: Markup = field(default_factory=Markup)
    wanted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.key = self.key or self.token

    @property
    def is_typed(self) -> bool:
        """Whether anything is not as it was opened."""
        return len(self.parts) != len(self.first) or any(
            now.is_gone or {name: now.texts[name] for name in now.texts if now.texts[name].strip()}
            != {name: was.texts[name] for name in was.texts if was.texts[name].strip()}
            for now, was in zip(self.parts, self.first, strict=True)
        )  # fmt: skip

    def name(self, at: int, column: str) -> str:
        """Return the name of the widget of a column of a part."""
        return f"{self.token} {at} {column}"

    def text(self, column: str, at: int = 0) -> str:
        """Return what the form says in a column."""
        return self.parts[at].texts.get(column, "")

    def write(self, column: str, text: str, at: int = 0) -> None:
        """Take in what a widget says."""
        self.parts[at] = replace(self.parts[at], texts={**self.parts[at].texts, column: text})

    def put(self, column: str, text: str, at: int = 0) -> None:
        """Write into a field from elsewhere than its own widget, which shows it from the next run on."""
        self.write(column, text, at)
        kind = TABLES[self.parts[at].table].column(column).kind
        st.session_state[self.name(at, column)] = codes(text) if kind == "codes" else text

    def add(self, part: Part) -> None:
        """Add a row."""
        self.parts.append(part)
        self.prepared = None

    def take_out(self, at: int) -> None:
        """Take a row out."""
        self.parts[at] = replace(self.parts[at], is_gone=True)
        self.prepared = None

    def rows(self, table: str) -> list[int]:
        """Return the places of the rows of a table that are not taken out."""
        return [at for at, part in enumerate(self.parts) if at and part.table == table and not part.is_gone]

    def said(self) -> list[Part]:
        """Return what there is to save: new rows that were taken out or never filled in are left away."""
        return [part for at, part in enumerate(self.parts) if not at or part.record or _is_filled(part)]

    def problems(self, at: int, column: str) -> list[Problem]:
        """Return what is wrong with a field, as of the last attempt to save."""
        told = [*self.prepared.problems, *self.prepared.notes] if self.prepared else []
        part = self.parts[at]
        number = sum(each.table == part.table for each in self.said()[: self._place(at) + 1])
        return [one for one in told if (one.table, one.row, one.column) == (part.table, number, column)]

    def _place(self, at: int) -> int:
        return next((place for place, part in enumerate(self.said()) if part is self.parts[at]), len(self.parts))

    def areas(self) -> list[str]:
        """Return the codes of the areas that the form names."""
        return codes(self.text(AREA_COLUMN[self.table]))

    def choose(self, code: str, around: Sequence[str]) -> None:
        """Put an area into the form, in place of those `around` it that are there; or take it out again."""
        column = AREA_COLUMN[self.table]
        chosen = [each for each in self.areas() if each not in around]
        if code in chosen:
            chosen.remove(code)
        else:
            chosen = [*chosen, code] if column == "areas" else [code]
        self.put(column, SEPARATOR.join(chosen))


_FILLED = {"participation": ("agency_id", "role"), "ties": ("from_id", "to_id", "kind"), "unplaced": ("place",)}
"""Columns that tell a row somebody has begun to fill in; one end of a tie is there from the beginning."""


def _is_filled(part: Part) -> bool:
    said = [name for name in _FILLED[part.table] if part.texts.get(name, "").strip()]
    return not part.is_gone and len(said) > (part.table == "ties")


def current(wanted: tuple[str, ...], version: str, make: Callable[[], Sheet | None]) -> Sheet | None:
    """Return the form that is open in this session where it is the one wanted, or open it.

    Parameters
    ----------
    wanted : register, table, record, and for a new record what the address says of it.
    version : the state of the register now; a form of another state in which nothing is typed is opened anew.
    make : opens it.
    """
    sheet: Sheet | None = st.session_state.get(_OPEN)
    if sheet is None or sheet.wanted != wanted or (sheet.version != version and not sheet.is_typed):
        sheet = make()
        if sheet is not None:
            sheet.wanted = wanted
        st.session_state[_OPEN] = sheet
    return sheet


def close() -> None:
    """Forget the form that is open."""
    st.session_state.pop(_OPEN, None)


def replace_open(sheet: Sheet) -> None:
    """Put another form in the place of the one that is open."""
    st.session_state[_OPEN] = sheet
