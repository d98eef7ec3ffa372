"""From what a form says to what is kept. This module prepares, saves and removes single records, rights enforced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from data.desk.becoming import added, became
from data.desk.forms import read_parts
from data.desk.invented import faults_of, named
from data.desk.parts import Part, codes, opened
from data.desk.reach import require_edits
from data.desk.reasons import fitting
from data.desk.requests import Asker, answer, confirming, hosting, withdraw
from data.desk.rights import signature
from data.errors import DataError, Problem
from data.schema import Actor, Records, RequestKind, typed
from data.store import Batch, Clash, Edit, Store
from geo.placing import NEAR_M, outside_m

SOURCE = "form"
"""What the history says of changes made by form."""
NEEDED = ("areas", "themes", "agencies", "initiatives", "participation", "ties", "assets", "coverage", "unplaced",
          "precision", "requests", "settings")  # fmt: skip
"""Tables that a form is checked against."""


@dataclass(frozen=True)
class Prepared:
    """What a form comes to.

    Attributes
    ----------
    edits : what would be kept, requests to other agencies among them; nothing where nothing changes.
    problems : everything that is wrong: nothing may be saved. Rows count the parts of a table from 1.
    notes : what was read in one of several ways.
    warnings : what is unlikely, and may be kept all the same.
    """

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def asked(self, kind: RequestKind) -> list[str]:
        """Return the agencies that would be asked to confirm or to host."""
        requests = (edit.after or {} for edit in self.edits if edit.table == "requests")
        return [str(request["agency_id"]) for request in requests if request.get("kind") == kind]


def prepare(
    parts: Sequence[Part], actor: Actor, known: Records, outlines: gpd.GeoDataFrame | None = None
) -> Prepared:
    """Return what the parts of a form come to, with every problem they have in one pass.

    Parameters
    ----------
    parts : the records of the form: an initiative with its participations, ties and unplaced, or one other record.
    actor : who filled it in; what has to be asked of others depends on it.
    known : the register, at least the tables of `NEEDED`.
    outlines : official outlines that points are held against (see `geo.placing.outside_m`); None: no point is.
    """
    parts = [named(part, known) for part in parts]
    told = read_parts(parts, known)
    faults = [*faults_of(parts, known)]
    if told.problems or faults:
        return Prepared((), (*told.problems, *faults), tuple(told.notes))
    asker = Asker(actor, _participation(parts, told.edits, known), known["requests"])
    edits = [each for at in _order(parts, told.edits) for each in _asking(asker, parts[at], told.edits[at])]
    astray = () if outlines is None else tuple(_astray(parts, told.edits, known, outlines))
    return Prepared(tuple(edits), (), tuple(told.notes), astray)


def _order(parts: Sequence[Part], edits: Mapping[int, Sequence[Edit]]) -> list[int]:
    """Return the places of what changes: the last of records that repeat first, as going renumbers those behind."""
    kept = sorted((at for at in edits if parts[at].record), key=lambda at: parts[at].record, reverse=True)
    return [*kept, *(at for at in edits if not parts[at].record)]


def _asking(asker: Asker, part: Part, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of a part, with requests where others have to agree."""
    agreed: Mapping[str, Callable[[Asker, Edit, Mapping[str, str | float | bool | None]], list[Edit]]] = {
        "participation": hosting,
        "ties": confirming,
    }
    ask = agreed.get(part.table)
    return [
        each
        for edit in edits
        for each in (ask(asker, edit, part.seen) if ask and edit.table == part.table else [edit])
    ]


def _participation(parts: Sequence[Part], edits: Mapping[int, Sequence[Edit]], known: Records) -> pd.DataFrame:
    """Return who takes part in what as the form leaves it."""
    rows = [
        {**parts[at].seen, **(edits[at][0].after or {})}
        for at in edits
        if parts[at].table == "participation" and edits[at] and edits[at][0].after is not None
    ]
    gone = {(part.seen.get("initiative_id"), part.seen.get("agency_id"), part.seen.get("role"))
            for part in parts if part.table == "participation" and part.is_gone}  # fmt: skip
    kept = known["participation"]
    keys = zip(kept["initiative_id"], kept["agency_id"], kept["role"].where(kept["role"].notna(), None), strict=True)
    stays = kept[[key not in gone for key in keys]]
    return pd.concat([stays, typed("participation", pd.DataFrame(rows))], ignore_index=True)


def _astray(
    parts: Sequence[Part], edits: Mapping[int, Sequence[Edit]], known: Records, outlines: gpd.GeoDataFrame
) -> list[Problem]:
    """Return a warning for each point that lies outside every area its record names."""
    areas = known["areas"].dropna(subset=["parent"])
    parents = dict(zip(areas["code"], areas["parent"], strict=True))
    found = []
    for at, own in edits.items():
        row = {**parts[at].seen, **(own[0].after or {})} if own else {}
        where = row.get("longitude"), row.get("latitude")
        if any(value is None for value in where) or not {"longitude", "latitude", "areas", "area_code"} & set(
            own[0].after or {}
        ):
            continue
        named = codes(row.get("areas") or row.get("area_code"))
        away = outside_m((float(where[0] or 0), float(where[1] or 0)), named, parents, outlines)
        if away > NEAR_M:
            found.append(Problem(parts[at].table, 1, "longitude", "point_outside", f"{away / 1000:.1f} km"))
    return found


def save(store: Store, actor: Actor, prepared: Prepared, *, reason: str = "") -> Batch:
    """Keep what a form came to, all in one transaction; a decision to open it is tied to the new work.

    Raises
    ------
    DataError
        The form has problems, or the reason is too long.
    NotAllowedError
        Something in it is not the actor's to change.
    EditConflictError
        Others changed the same cells since the form was opened; see `resolved`.
    """
    if prepared.problems:
        raise DataError(
            f"ยังมี {len(prepared.problems)} จุดที่ต้องแก้ก่อนบันทึก",
            f"{len(prepared.problems)} problems are to be mended first",
        )
    edits = [*prepared.edits]
    if added(edits):
        edits += became(store.records(("decisions",)), edits)
    require_edits(store, actor, edits)
    return store.edit(edits, signature(actor), SOURCE, reason=fitting(reason))


Choice = str
"""``mine``, ``theirs`` or ``before``."""


def resolved(
    parts: Sequence[Part], now: Records, clashes: Sequence[Clash], choices: Mapping[tuple[str, str, str], Choice]
) -> list[Part]:
    """Return a form anew after others changed what it changes too, as somebody chose for each cell.

    Parameters
    ----------
    parts : the form as it could not be saved.
    now : the register as it is now.
    clashes : the cells that both changed, from `data.store.EditConflictError`.
    choices : by table, record and column of each clash ``mine``, ``theirs`` or ``before``; a blank column is the
        record as a whole: mine adds it again, the others leave it away. What is not chosen is theirs.

    Returns
    -------
    The parts, opened on what is kept now: cells that one side alone changed go together.
    """
    chosen = {(each.table, each.record, each.column): choices.get((each.table, each.record, each.column), "theirs")
              for each in clashes}  # fmt: skip
    found = (_reopened(part, now, chosen) if part.record else part for part in parts)
    return [part for part in found if part is not None]


def _reopened(part: Part, now: Records, chosen: Mapping[tuple[str, str, str], Choice]) -> Part | None:
    own = {
        column: said
        for (table, record, column), said in chosen.items()
        if (table, record) == (part.table, part.record)
    }
    fresh = opened(now, part.table, part.record)
    if fresh is None:
        return replace(part, record="", shown={}, seen={}, precision={}) if own.get("") == "mine" else None
    if part.is_gone:
        keeps = any(said != "mine" for said in own.values())
        return None if keeps else replace(fresh, is_gone=True)
    texts = {"mine": part.texts, "theirs": fresh.texts, "before": part.shown}
    mine = {name: texts[own.get(name, "mine")].get(name, "") for name in part.touched}
    return replace(fresh, texts={**{name: fresh.texts[name] for name in part.texts}, **mine})


__all__ = ["NEEDED", "SOURCE", "Prepared", "answer", "prepare", "resolved", "save", "withdraw"]
