"""Activities that this program wrote itself. This module reads what the standard has no element of its own for."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pandas as pd

from data.readers import iati_parts as parts
from data.schema import SEPARATOR, Records, Sector, TieKind, number_text
from data.schema.iati import RELATED, REPORTING, REPORTING_SETTING, VOCABULARY, address, safe
from data.schema.sheets import exact

_TAGS = ("outcome", "direction", "status_date")
KINDS = {
    "1": TieKind.PART_OF,
    "2": TieKind.PART_OF,
    "3": TieKind.CO_WORK,
    "4": TieKind.CO_FUND,
    "5": TieKind.SAME_RECORD,
}
"""Kind of a tie by the type of a related activity."""
_CHILD = "2"
SECTORS = parts.SECTORS | {"90": Sector.COMMUNITY}
"""Kind of agency by the type that we give it: the standard has no word for community organisations."""

Tie = tuple[TieKind, str, str]
"""What a relation says of two activities: its kind, and the two ends in their order where the kind has one."""


def reporters(known: Records) -> frozenset[str]:
    """Return the references under which this register reports."""
    settings = known.get("settings", pd.DataFrame(columns=["key", "value"])).dropna()
    stated = settings.loc[settings["key"] == REPORTING_SETTING, "value"]
    return frozenset({REPORTING, *map(safe, stated)})


def internal(activity: Element, ours: frozenset[str]) -> str:
    """Return our own id of an activity that one of `ours` reports; blank for those of others."""
    reporter = parts.attribute(activity, "reporting-org", "ref")
    one = parts.attribute(activity, "other-identifier[@type='A1']", "ref")
    is_ours = reporter in ours and parts.text(activity, "iati-identifier") == f"{reporter}-{safe(one)}"
    return one if is_ours else ""


def texts(activity: Element) -> dict[str, str]:
    """Return the texts of an activity as we wrote them: with their blanks, and no title in place of a description."""
    tongue = parts.language(activity)
    title = parts.words(activity.find("title"), tongue)
    groups = (parts.words(one, tongue).thai for one in activity.iterfind("description[@type='3']"))
    return {
        "title_th": title.thai,
        "title_en": title.english,
        "description": parts.words(activity.find("description[@type='1']"), tongue).thai,
        "target_groups": SEPARATOR.join(groups),
    }


def tags(activity: Element) -> dict[str, str]:
    """Return what tags of our own vocabulary say, by column of an initiative."""
    said = (one.get("code", "") for one in activity.iterfind("tag") if one.get("vocabulary-uri") == VOCABULARY)
    found = (code.partition(":") for code in said)
    return {name: value for name, _, value in found if name in _TAGS}


def themes(activity: Element) -> Iterator[tuple[Element, str]]:
    """Yield the sectors of our own vocabulary, each with its purpose of the DAC where that is plain."""
    own = [one for one in activity.iterfind("sector") if one.get("vocabulary-uri") == VOCABULARY]
    purposes = [one.get("code", "") for one in activity.iterfind("sector") if one.get("vocabulary") in ("1", "2")]
    yield from zip(own, purposes if len(purposes) == len(own) else [""] * len(own), strict=True)


def relation(one: str, stated: str, other: str) -> Tie | None:
    """Return what a related activity `other` of the `stated` type says; None for a type that is no tie.

    >>> relation("I1", "2", "I2"), relation("I2", "3", "I1")
    ((<TieKind.PART_OF: 'part_of'>, 'I2', 'I1'), (<TieKind.CO_WORK: 'co_work'>, 'I1', 'I2'))
    """
    if stated not in KINDS:
        return None
    kind = KINDS[stated]
    if kind == TieKind.PART_OF:
        return (kind, other, one) if stated == _CHILD else (kind, one, other)
    return kind, min(one, other), max(one, other)


def relations(known: Records) -> set[Tie]:
    """Return what an IATI file would say of the ties that are kept, finer kinds among them."""
    if "ties" not in known:
        return set()
    ties = known["ties"][["from_id", "to_id", "kind"]].itertuples(index=False)
    found = (relation(one, RELATED[kind][0], other) for one, other, kind in ties if kind in RELATED)
    return set(filter(None, found))


def fill(rows: list[tuple[int, dict[str, str]]], kept: pd.DataFrame) -> None:
    """Put what is kept of an initiative where its activity is silent: what IATI leaves out is not emptied."""
    filled = {name for _, cells in rows for name, text in cells.items() if text}
    by_id = kept.set_index("initiative_id")
    for _, cells in rows:
        if cells["initiative_id"] in by_id.index:
            row = by_id.loc[cells["initiative_id"]]
            if cells.get("source_url") == address(_cell(row["source_url"])):
                cells["source_url"] = ""
            cells |= {name: exact(_cell(row[name])) for name in filled if not cells.get(name)}


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return number_text(value) if isinstance(value, float) else str(value)
