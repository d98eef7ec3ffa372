"""What binoculars show an agency, and why. This module says which work is in view and gives reasons for each."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import SEPARATOR, Level
from data.schema.frames import Records
from geo.binoculars import NEAR_BESIDE, NEAR_IN, View, Wanted
from geo.grams import joined
from geo.links import Bools
from geo.months import is_within
from geo.scores import Evaluation
from geo.strengths import TYING_KINDS

RECENT_MONTHS = 24
"""How long work that ended stays in view: as long as METHOD asks who took its baton."""
LEAST_LETTERS, MOST_PIECES = 5, 3
"""Letters that a piece of text in common has at least, and pieces that are named."""
_OFTEN = re.compile(r"โครงการ|กิจกรรม|การดำเนินงาน|หมู่บ้าน|ตำบล|อำเภอ|จังหวัด|หมู่ที่\s?\d*|\b[มตอจ]\.\s?\d*")
"""What nearly every title holds tells nothing."""


class Sight(StrEnum):
    """Whether work in view is open, or ended a while ago."""

    OPEN = "sight_open"
    ENDED = "sight_ended"


def sights(evaluation: Evaluation, parts: pd.DataFrame, agency_id: str) -> "pd.Series[str]":
    """Say of every record whether it is in an agency's view: open, or ended within 24 months, and of others alone.

    Parameters
    ----------
    evaluation : from `geo.scores.evaluate`.
    parts : the table ``participation``; work in which the agency takes part in whatever role is not of others.

    Returns
    -------
    A value of `Sight` by initiative_id, in the order of the records; blank where it is not in view.
    """
    world = evaluation.world
    initiatives = world.initiatives
    is_ended = world.is_done_or_open & ~world.is_active & is_within(initiatives.end, world.day, RECENT_MONTHS)
    kind = np.select([world.is_active, is_ended], [str(Sight.OPEN), str(Sight.ENDED)], "")
    is_in = world.themes.is_in_scope
    taken = parts.loc[parts["agency_id"] == agency_id, "initiative_id"]
    is_own = np.zeros(len(initiatives), bool)
    is_own[initiatives.number[initiatives.records.isin(taken).to_numpy()]] = True
    found = np.where(is_in & ~is_own, kind, "")[initiatives.number]
    return pd.Series(found, index=pd.Index(initiatives.records, name="initiative_id"), dtype="str")


def tied(records: Records, agency_id: str, day: dt.date) -> pd.DataFrame:
    """Return the ties that hold on a day between work of an agency and work of others alone, confirmed or not.

    Parameters
    ----------
    records : the register.
    agency_id : work in which it takes part in whatever role is its own.
    day : ties that ended before or begin later are none.

    Returns
    -------
    ``initiative_id`` (of the others), ``own_id``, ``kind`` and ``is_confirmed``, one row per tie.
    """
    parts, ties = records["participation"], records["ties"]
    on_day = pd.Timestamp(day)
    is_live = ~(ties["start_date"] > on_day) & ~(ties["end_date"] < on_day)
    is_tying = ties["kind"].isin(TYING_KINDS) & is_live
    own = set(parts.loc[parts["agency_id"] == agency_id, "initiative_id"])
    sides = []
    for end, other in (("from_id", "to_id"), ("to_id", "from_id")):
        rows = ties[is_tying & ties[end].isin(own) & ~ties[other].isin(own)]
        known = {"kind": rows["kind"], "is_confirmed": rows["confirmed"].fillna(value=False).astype(bool)}
        sides.append(pd.DataFrame({"initiative_id": rows[other], "own_id": rows[end], **known}))
    return pd.concat(sides, ignore_index=True).sort_values(["initiative_id", "own_id", "kind"], ignore_index=True)


def lies_within(view: View, areas: Sequence[int]) -> Bools:
    """Say which work of a view names an area, by number, of some, or lies in one that it names."""
    is_there = np.zeros(len(view.areas.codes), bool)
    is_there[list(areas)] = True
    found = np.zeros(len(view.ids), bool)
    found[view.area_row[is_there[view.area]]] = True
    return found


def reasons(view: View, wanted: Wanted, found: pd.DataFrame, records: Records, own: pd.DataFrame) -> pd.DataFrame:
    """Say why each work of a ranking is there.

    Parameters
    ----------
    view, wanted, found : a view, what is looked for, and the rows of `geo.binoculars.ranked` to explain.
    records : the register.
    own : open work of who looks, from `own_places`.

    Returns
    -------
    The rows of `found` with ``same`` (its themes that are wanted), ``akin`` (its themes under the same parent),
    ``against`` (the text looked for that its own is likest to) and ``pieces`` (what the two have in common),
    ``inside``, ``around`` and ``beside`` (areas it names that lie in the ground of who looks, hold some of it, or lie
    beside) and ``people`` (own open work in its tambon). Several values are joined by ``;``.
    """
    parent = records["themes"].set_index("code")["parent"]
    groups = {_group(parent, code) for code in wanted.themes}
    row_of = view.ids.get_indexer(pd.Index(found["initiative_id"]))
    work = records["initiatives"].iloc[row_of]
    texts = joined([work["title_th"], work["description"]])
    likest = view.text.likest(row_of, wanted.texts)
    rows = []
    for row, text, at in zip(row_of, texts, likest.tolist(), strict=True):
        against = wanted.texts[at] if at >= 0 else ""
        themes = view.theme[view.theme_row == row]
        places = view.area[view.area_row == row]
        is_narrow = view.areas.level[places] >= list(Level).index(Level.TAMBON)
        near = wanted.near[places] if len(wanted.near) else np.zeros(len(places))
        rows.append(
            {
                "same": SEPARATOR.join(code for code in themes if code in wanted.themes),
                "akin": SEPARATOR.join(
                    code for code in themes if code not in wanted.themes and _group(parent, code) in groups
                ),
                "against": against,
                "pieces": SEPARATOR.join(common(text, against)),
                "inside": SEPARATOR.join(view.areas.codes[places[(near == NEAR_IN) & is_narrow]]),
                "around": SEPARATOR.join(view.areas.codes[places[(near == NEAR_IN) & ~is_narrow]]),
                "beside": SEPARATOR.join(view.areas.codes[places[near == NEAR_BESIDE]]),
                "people": SEPARATOR.join(_people(view, places, own)),
            }
        )
    return pd.concat([found.reset_index(drop=True), pd.DataFrame(rows)], axis=1)


def _group(parent: "pd.Series[str]", code: str) -> str:
    """Return the theme that holds a theme, itself where it is of the top level."""
    above = parent.get(code)
    return above if isinstance(above, str) else code


def own_places(evaluation: Evaluation, agency_id: str) -> pd.DataFrame:
    """Return where the open work lies that an agency hosts or implements: ``initiative_id`` and ``tambon`` (code)."""
    world = evaluation.world
    agency = world.agencies.ids.get_indexer(pd.Index([agency_id]))[0]
    acting = world.agencies.acting
    number = acting.owner[(acting.members == agency) & world.is_active[acting.owner]]
    tambons = world.footprint.tambons
    row, at = tambons.spread(number)
    names = world.initiatives.names(number)["initiative_id"].reindex(number[row]).to_numpy()
    return pd.DataFrame({"initiative_id": names, "tambon": world.areas.codes[tambons.members[at]]}, dtype="str")


def _people(view: View, places: "np.ndarray[tuple[int], np.dtype[np.int64]]", own: pd.DataFrame) -> list[str]:
    tambon = view.areas.within[list(Level).index(Level.TAMBON), places]
    codes = view.areas.codes[tambon[tambon >= 0]]
    return sorted(set(own.loc[own["tambon"].isin(codes), "initiative_id"]))


def common(text: str, other: str) -> list[str]:
    """Return the longest pieces that two plain texts have in common.

    >>> common("ซ่อมฝายชะลอน้ำบ้านนา", "ฝายชะลอน้ำ")
    ['ฝายชะลอน้ำ']
    """
    told, asked = _telling(text), _telling(other)
    matcher = difflib.SequenceMatcher(None, told, asked, autojunk=False)
    pieces = [told[block.a : block.a + block.size] for block in matcher.get_matching_blocks()]
    kept = [_whole(piece) for piece in sorted(pieces, key=len, reverse=True)]
    return list(dict.fromkeys(piece for piece in kept if len(piece) >= LEAST_LETTERS))[:MOST_PIECES]


def _telling(text: str) -> str:
    """Return a text without what nearly every title holds."""
    return " ".join(_OFTEN.sub(" ", text).split())


def _whole(piece: str) -> str:
    """Return a piece that does not begin amid a syllable."""
    while piece and (unicodedata.category(piece[0]) == "Mn" or piece[0] in "ะาำๅๆ"):
        piece = piece[1:]
    return piece.strip()
