"""What somebody thinks of doing, step by step. This module carries steps out on records without keeping anything."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from data.schema import SEPARATOR, Move, Role, Status, TieKind
from data.schema.frames import Records, typed

EITHER_WAY = (TieKind.CO_WORK, TieKind.CO_FUND)
"""Ties that say the same from either end."""


@dataclass(frozen=True)
class Step:
    """One step; what a move does not need stays blank.

    Attributes
    ----------
    move : a value of `Move`.
    work, other : initiative_id; of work that a step before opens, the name that `opened` gives it.
    agency_id, role : who comes in, as what.
    tie_kind, level : of a tie, from `work` to `other`; no level: the kind's own.
    on_date : start of a tie or of new work, end of work that ends; None: the day it is tried on.
    title_th, themes, areas : of new work, codes joined by ``;``.
    """

    move: Move
    work: str = ""
    other: str = ""
    agency_id: str = ""
    role: str = ""
    tie_kind: str = ""
    level: int | None = None
    on_date: dt.date | None = None
    title_th: str = ""
    themes: str = ""
    areas: str = ""


def opened(position: int) -> str:
    """Return the id of the work that the step at a position (from 1) opens, as long as it is only thought of."""
    return f"step {position}"


def named(steps: Sequence[Step]) -> frozenset[str]:
    """Return the ids of all work that steps speak of."""
    return frozenset(code for step in steps for code in (step.work, step.other) if code)


def renamed(step: Step, names: Mapping[str, str]) -> Step:
    """Return a step that names work by other ids."""
    return replace(step, work=names.get(step.work, step.work), other=names.get(step.other, step.other))


def firsts(steps: Sequence[Step]) -> list[int]:
    """Return the position (from 1) of the first step that says what each says; ties like joint work from either end.

    >>> firsts([Step(Move.ADD_TIE, *ends, tie_kind="co_work") for ends in (("I1", "I2"), ("I2", "I1"))])
    [1, 1]
    """
    seen: dict[Step, int] = {}
    names: dict[str, str] = {}
    found = []
    for position, step in enumerate(steps, start=1):
        said = renamed(step, names)
        if said.tie_kind in EITHER_WAY and said.other < said.work:
            said = replace(said, work=said.other, other=said.work)
        found.append(seen.setdefault(said, position))
        names[opened(position)] = opened(found[-1])
    return found


class After(NamedTuple):
    """Records once steps were carried out, the tables that differ, and ids of the work of which a row does."""

    records: Records
    differing: Records
    changed: frozenset[str]


@dataclass
class _Desk:
    """The tables that steps change, as rows come and go."""

    records: dict[str, pd.DataFrame]
    day: dt.date
    changed: set[str] = field(default_factory=set)

    def add(self, table: str, **row: Any) -> None:  # noqa: ANN401
        fresh = typed(table, {name: [value] for name, value in row.items() if value not in ("", None)})
        self.records[table] = pd.concat([self.records[table], fresh], ignore_index=True)

    def write(self, table: str, is_row: "pd.Series[bool]", **row: Any) -> None:  # noqa: ANN401
        frame = self.records[table].copy()
        for name, value in row.items():
            frame.loc[is_row, name] = value
        self.records[table] = frame


def carried_out(records: Records, steps: Sequence[Step], day: dt.date) -> After:
    """Carry steps out in their order.

    A tie counts as confirmed by both sides. A new host stands alone: those before it go on implementing. Work that
    ends is closed on its day. What a step names and there is not changes nothing.

    Parameters
    ----------
    records : at least ``initiatives``, ``participation`` and ``ties``, of these at least the rows of work that the
        steps have `named`; they stay as they are.
    steps, day : what is done, and the day it is tried on.

    Examples
    --------
    >>> records = {"initiatives": typed("initiatives", {"initiative_id": ["I1"], "title_th": "ก"}),
    ...     "participation": typed("participation", {"initiative_id": ["I1"], "agency_id": "A1",
    ...         "role": "accountable"}), "ties": typed("ties")}
    >>> after = carried_out(records, [Step(Move.SET_HOST, "I1", agency_id="A2")], dt.date(2026, 11, 20))
    >>> after.records["participation"][["agency_id", "role"]].to_numpy().tolist(), sorted(after.changed)
    ([['A1', 'implementing'], ['A2', 'accountable']], ['I1'])
    """
    desk = _Desk({name: records[name] for name in ("initiatives", "participation", "ties")}, day)
    for position, step in enumerate(steps, start=1):
        known = {*desk.records["initiatives"]["initiative_id"]}
        work = {step.work, *([step.other] if step.move == Move.ADD_TIE else [])}
        if step.move == Move.OPEN_WORK:
            work = {opened(position)}
        elif not work <= known:
            continue
        desk.changed |= work
        _DOING[step.move](desk, step, opened(position))
    differing = {name: frame for name, frame in desk.records.items() if frame is not records[name]}
    return After({**records, **differing}, differing, frozenset(desk.changed))


def _add_tie(desk: _Desk, step: Step, _: str) -> None:
    ends = {"from_id": step.work, "to_id": step.other}
    if step.work != step.other:
        desk.add("ties", **ends, kind=step.tie_kind, level=step.level, start_date=step.on_date, confirmed=True)


def _set_host(desk: _Desk, step: Step, _: str) -> None:
    parts = desk.records["participation"]
    is_work = parts["initiative_id"] == step.work
    desk.write("participation", is_work & (parts["role"] == Role.ACCOUNTABLE), role=str(Role.IMPLEMENTING))
    desk.add("participation", initiative_id=step.work, agency_id=step.agency_id, role=str(Role.ACCOUNTABLE))


def _add_partner(desk: _Desk, step: Step, _: str) -> None:
    role = step.role or str(Role.IMPLEMENTING)
    desk.add("participation", initiative_id=step.work, agency_id=step.agency_id, role=role)


def _end_work(desk: _Desk, step: Step, _: str) -> None:
    is_work = desk.records["initiatives"]["initiative_id"] == step.work
    on_day = pd.Timestamp(step.on_date or desk.day)
    desk.write("initiatives", is_work, status=str(Status.CLOSED), end_date=on_day, status_date=on_day)


def _open_work(desk: _Desk, step: Step, name: str) -> None:
    start = step.on_date or desk.day
    desk.add(
        "initiatives",
        initiative_id=name,
        title_th=step.title_th or name,
        status=str(Status.IMPLEMENTATION),
        status_date=desk.day,
        start_date=start,
        themes=SEPARATOR.join(part for part in step.themes.split(SEPARATOR) if part),
        areas=SEPARATOR.join(part for part in step.areas.split(SEPARATOR) if part),
    )
    if step.agency_id:
        role = step.role or str(Role.ACCOUNTABLE)
        desk.add("participation", initiative_id=name, agency_id=step.agency_id, role=role)


_DOING = {
    Move.ADD_TIE: _add_tie,
    Move.SET_HOST: _set_host,
    Move.ADD_PARTNER: _add_partner,
    Move.END_WORK: _end_work,
    Move.OPEN_WORK: _open_work,
}
