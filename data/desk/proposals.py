"""What-if proposals: steps somebody thinks of, kept by name. This module keeps them and makes records of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data.desk.editing import Prepared, prepare
from data.desk.parts import Part, key_of, new_id, opened, opened_of, spelt
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.rights import signature
from data.errors import DataError
from data.schema import DEFAULT_TIE_LEVEL, TABLES, Actor, Move, Records, RequestKind, Role, Status, TieKind, today
from data.store import Batch, Edit, Store
from data.store.plain import Cell, Row
from data.store.rows import plain_rows
from data.store.single import record as kept_record
from geo.steps import EITHER_WAY, Step, firsts, renamed
from geo.steps import opened as opened_by

SOURCE = "what_if"
"""What the history says of proposals that were kept."""
LONGEST_NAME, MOST_STEPS = 120, 40
_ROLES = {Move.SET_HOST: Role.ACCOUNTABLE, Move.ADD_PARTNER: Role.IMPLEMENTING, Move.OPEN_WORK: Role.ACCOUNTABLE}
_CELLS = tuple(name for name in TABLES["steps"].names if name not in ("proposal_id", "position"))


def keep(store: Store, actor: Actor, name: str, note: str, steps: Sequence[Step]) -> Batch:
    """Keep steps as a named proposal of the actor's.

    Raises
    ------
    DataError
        It has no name, no step or too many, or says too much.
    NotAllowedError
        The actor may keep none.
    """
    name, note = fitting(name, LONGEST_NAME), fitting(note)
    if not name:
        raise DataError("ตั้งชื่อข้อเสนอก่อน", "give the proposal a name first")
    if not 1 <= len(steps) <= MOST_STEPS:
        raise DataError(f"ข้อเสนอต้องมี 1 ถึง {MOST_STEPS} ข้อ", f"a proposal has 1 to {MOST_STEPS} steps")
    key = new_id("proposals", today().year)
    about = {"name": name, "note": note or None, "agency_id": actor.agency_id or None}
    made = {"made_by": signature(actor), "made_on": today().isoformat()}
    edits = [Edit("proposals", "", {"proposal_id": key, **about, **made})]
    edits += [
        Edit("steps", "", {"proposal_id": key, "position": position, **cells_of(step)})
        for position, step in enumerate(steps, start=1)
    ]
    require_edits(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE, reason=name)


def cells_of(step: Step) -> Mapping[str, Cell]:
    """Return a step as plain values by column."""
    day = step.on_date.isoformat() if step.on_date else None
    found: dict[str, Cell] = {name: getattr(step, name) for name in _CELLS if name != "on_date"}
    return {name: value for name, value in (found | {"on_date": day}).items() if value not in ("", None)}


def forget(store: Store, actor: Actor, proposal_id: str) -> Batch:
    """Take a proposal away with its steps.

    Raises
    ------
    DataError
        There is no such proposal.
    NotAllowedError
        Somebody else made it, and the actor is not the office.
    """
    kept = kept_record(store, "proposals", proposal_id)
    if kept is None:
        raise DataError("ไม่มีข้อเสนอนี้แล้ว", "there is no such proposal any more")
    steps = store.records(("steps",))["steps"]
    own = steps[steps["proposal_id"] == proposal_id]
    keys = [key_of("steps", {"proposal_id": proposal_id, "position": int(at)}) for at in own["position"]]
    edits = [Edit("steps", key, None, kept_record(store, "steps", key) or {}) for key in keys]
    edits.append(Edit("proposals", proposal_id, None, kept))
    require_edits(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE, reason=str(kept["name"]))


def steps_of(steps: pd.DataFrame, proposal_id: str) -> list[Step]:
    """Return the steps of a proposal in order, read from the table."""
    own = steps[steps["proposal_id"] == proposal_id].sort_values("position")
    return [step_of(row) for _, row in plain_rows("steps", own)]


def step_of(row: Row) -> Step:
    """Return the step that plain values by column say."""
    known = {name: row.get(name) for name in _CELLS}
    day, level, move = (known.pop(name) for name in ("on_date", "level", "move"))
    texts = {name: str(value) for name, value in known.items() if value is not None}
    on_date = dt.date.fromisoformat(str(day)) if day else None
    return Step(Move(str(move)), **texts, level=None if level is None else int(level), on_date=on_date)


def prepared(steps: Sequence[Step], actor: Actor, known: Records, day: dt.date) -> Prepared:
    """Return what steps come to as records, with all that is wrong; what others have to agree to is asked of them.

    Steps that are on record and those that say what one before them says come to nothing.

    Parameters
    ----------
    steps, actor : what is to be recorded, and by whom.
    known : the register, at least the tables of `data.desk.editing.NEEDED`.
    day : the day the steps without a day of their own are of.
    """
    told, names = _told(steps, known)
    parts: list[Part] = []
    for position, (step, is_told, first) in enumerate(zip(steps, told, firsts(steps), strict=True), start=1):
        own = opened_by(position)
        if first < position:
            names[own] = names.get(opened_by(first), "")
        elif not is_told:
            if step.move == Move.OPEN_WORK:
                names[own] = new_id("initiatives", day.year)
                step = replace(step, work=own)
            parts += _PARTS[step.move](renamed(step, names), known, step.on_date or day)
    return prepare(parts, actor, known)


def on_record(steps: Sequence[Step], known: Records) -> list[bool]:
    """Say of each step whether the register says so already, or another agency was asked for it.

    A tie is on record that holds today or will, at the level of the step or a higher one.

    Parameters
    ----------
    steps : of a proposal.
    known : the register, at least ``initiatives``, ``participation``, ``ties`` and ``requests``.
    """
    return _told(steps, known)[0]


def _told(steps: Sequence[Step], known: Records) -> tuple[list[bool], dict[str, str]]:
    """Say of each step whether it is on record, and of all work that steps open which work on record it is."""
    work = known["initiatives"]
    opens = work["title_th"].isin([step.title_th for step in steps if step.move == Move.OPEN_WORK])
    work = work[opens | work["initiative_id"].isin([code for step in steps for code in (step.work, step.other)])]
    ties = _ties(known["ties"], work)
    requests = known["requests"]
    asked = requests[(requests["kind"] == RequestKind.HOST) & requests["answer"].isna()].assign(role=Role.ACCOUNTABLE)
    parts = ("initiative_id", "agency_id", "role")
    recorded = _rows(known["participation"], parts, work)
    acting = recorded | _rows(asked, parts, work)
    closed = {*work.loc[work["status"] == Status.CLOSED, "initiative_id"]}
    names: dict[str, str] = {}
    found = []
    for position, step in enumerate(steps, start=1):
        one, other = (names.get(code, code) for code in (step.work, step.other))
        kind = step.tie_kind or str(TieKind.CO_WORK)
        part = (step.agency_id, step.role or str(_ROLES.get(step.move, "")))
        if step.move == Move.OPEN_WORK:
            titled = work.loc[work["title_th"] == step.title_th, "initiative_id"]
            one = next((code for code in titled if not step.agency_id or (code, *part) in acting), "")
            names[opened_by(position)] = one
        hosts = {who for code, who, role in recorded if code == one and role == Role.ACCOUNTABLE}
        is_told = {
            Move.SET_HOST: (one, *part) in acting and hosts <= {step.agency_id},
            Move.ADD_TIE: _level(step.level, kind) <= ties.get((one, other, kind), -1),
            Move.END_WORK: one in closed,
            Move.OPEN_WORK: bool(one),
        }
        found.append(is_told.get(step.move, (one, *part) in acting))
    return found, names


def _ties(frame: pd.DataFrame, work: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """Return the highest level of the ties of some work that are not over, by both ends and kind."""
    is_over, is_of = frame["end_date"] < pd.Timestamp(today()), frame["from_id"].isin(work["initiative_id"])
    rows = frame[is_of & ~is_over]
    found: dict[tuple[str, str, str], int] = {}
    for one, other, kind, level in zip(*(rows[name] for name in ("from_id", "to_id", "kind", "level")), strict=True):
        ends = [(one, other), (other, one)] if kind in EITHER_WAY else [(one, other)]
        for each in ends:
            found[*each, kind] = max(_level(level, kind), found.get((*each, kind), -1))
    return found


def _level(level: float | None, kind: str) -> int:
    """Return the level of a tie; the usual one of its kind where it states none."""
    return DEFAULT_TIE_LEVEL.get(TieKind(kind), 0) if pd.isna(level) else int(level)


def _rows(frame: pd.DataFrame, names: Sequence[str], work: pd.DataFrame) -> set[tuple[str, ...]]:
    """Return what the rows of some work say in some columns, the first of which names it."""
    of = frame[frame[names[0]].isin(work["initiative_id"])]
    return set(zip(*(of[name].fillna("") for name in names), strict=True))


def _new(table: str, **texts: str) -> Part:
    return Part(table, dict.fromkeys(TABLES[table].names, "") | texts)


def _changed(part: Part, **texts: str) -> Part:
    return Part(part.table, {**part.texts, **texts}, part.record, part.shown, part.seen, part.precision)


def _date(day: dt.date) -> str:
    return spelt(day.isoformat(), TABLES["ties"].column("start_date"))


def _tie(step: Step, _: Records, day: dt.date) -> list[Part]:
    level = "" if step.level is None else str(step.level)
    ends = {"from_id": step.work, "to_id": step.other}
    return [_new("ties", **ends, kind=step.tie_kind or str(TieKind.CO_WORK), level=level, start_date=_date(day))]


def _host(step: Step, known: Records, _: dt.date) -> list[Part]:
    rows = opened_of(known, "participation", "initiative_id", step.work)
    hosts = [part for part in rows if part.seen.get("role") == Role.ACCOUNTABLE]
    before = [
        _changed(part, role=str(Role.IMPLEMENTING)) for part in hosts if part.seen["agency_id"] != step.agency_id
    ]
    if len(before) < len(hosts):
        return before
    return [*before, _part(step, Role.ACCOUNTABLE)]


def _partner(step: Step, _: Records, __: dt.date) -> list[Part]:
    return [_part(step, Role(step.role or Role.IMPLEMENTING))]


def _part(step: Step, role: Role) -> Part:
    return _new("participation", initiative_id=step.work, agency_id=step.agency_id, role=str(role))


def _end(step: Step, known: Records, day: dt.date) -> list[Part]:
    part = opened(known, "initiatives", step.work)
    closed = {"status": str(Status.CLOSED), "status_date": _date(day), "end_date": _date(day)}
    return [_changed(part, **closed)] if part else []


def _open(step: Step, _: Records, day: dt.date) -> list[Part]:
    said = {"title_th": step.title_th, "themes": step.themes, "areas": step.areas}
    begun = {"status": str(Status.IMPLEMENTATION), "status_date": _date(day), "start_date": _date(day)}
    work = _new("initiatives", initiative_id=step.work, **said, **begun)
    return [work, *([_part(step, Role(step.role or Role.ACCOUNTABLE))] if step.agency_id else [])]


_PARTS = {
    Move.ADD_TIE: _tie,
    Move.SET_HOST: _host,
    Move.ADD_PARTNER: _partner,
    Move.END_WORK: _end,
    Move.OPEN_WORK: _open,
}
