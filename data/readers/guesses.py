"""What the headings of a file probably mean. This module proposes its layout from headings and cells."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.readers.dates import read_date
from data.readers.headings import words_of
from data.readers.layouts import ROLES, Layout
from data.readers.spelling import arabic_digits
from data.readers.values import Value, read_value
from data.schema import TABLES

MOST_ROWS = 200
"""So many rows are looked at."""
LIKELY = 0.6
"""A heading that is less like all words than this is left unread."""
_LONGEST = 80
_NEAR = 0.8
_APART = re.compile(r"[\s_.:*/\\\-–,\"'?]+")
_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s*")
_ADMIN = re.compile(r"^adm(in)?\d?p?code|^adm(in)?\d", re.IGNORECASE)
_PERSON = re.compile(r"(นาย|นาง|น\.ส\.|ด\.ต\.|ร\.ต|คุณ(?!อำนวย)|ดร\.|mr\.?\s|mrs\.?\s|ms\.?\s|dr\.?\s)", re.IGNORECASE)
"""What names of persons begin with: those are never taken for agencies."""
_FEW_LETTERS = 3
_REPEATED = ("place.code", "initiatives.target_groups")
"""Targets that a guess gives to several headings."""


class _Told(NamedTuple):
    """How like a heading is to what a target is called, told apart by what its cells hold."""

    score: float
    heading: int
    target: str


def bare_heading(heading: str) -> str:
    """Return a heading as it is compared: lower case, no brackets, numbers before it, or signs.

    >>> bare_heading("3. งบประมาณ (บาท)"), bare_heading("Start_Date")
    ('งบประมาณ', 'startdate')
    """
    text = _NUMBERED.sub("", arabic_digits(heading[: 2 * _LONGEST]).lower().strip())
    return _APART.sub("", _BRACKETS.sub("", text)) or _APART.sub("", text)


def proposed(headings: Sequence[str], rows: Sequence[Sequence[str]], table: str = "initiatives") -> Layout:
    """Return the layout that a file probably has.

    Parameters
    ----------
    headings : its headings; blank ones are passed over.
    rows : some of its rows, or all: only the first `MOST_ROWS` are looked at.
    table : what its rows are records of.

    Returns
    -------
    A layout with a score for every heading; headings that are like nothing known have no target.

    Examples
    --------
    >>> found = proposed(["ชื่อโครงการ", "ตำบล", "งบประมาณ (บาท)"], [["ฝาย", "ท่าดี", "1,000"]])
    >>> found.targets["งบประมาณ (บาท)"], found.score
    (('initiatives.budget_thb',), 1.0)
    """
    targets: dict[str, tuple[str, ...]] = {heading: () for heading in headings if heading}
    scores: dict[str, float] = {}
    taken: set[str] = set()
    for one in sorted(_told(headings, rows, table), key=lambda one: (-one.score, one.heading)):
        heading = headings[one.heading]
        if one.score >= LIKELY and heading not in scores and (one.target in _REPEATED or one.target not in taken):
            targets[heading], scores[heading] = (one.target,), round(one.score, 2)
            taken.add(one.target)
    return _completed(table, targets, scores)


def _told(headings: Sequence[str], rows: Sequence[Sequence[str]], table: str) -> Iterator[_Told]:
    """Yield how like each heading is to every target, its cells being taken for evidence."""
    for at, heading in enumerate(headings):
        cells = [row[at].strip()[:_LONGEST] for row in rows[:MOST_ROWS] if at < len(row)]
        for target, score in _likenesses(bare_heading(heading), table).items():
            yield _Told(score * _evidence(target, cells), at, target)


def _completed(table: str, targets: dict[str, tuple[str, ...]], scores: dict[str, float]) -> Layout:
    """Return the layout with what follows from its targets: its identity, and what a 3W table means by them."""
    makes: frozenset[str] = frozenset()
    if table == "initiatives" and _is_3w(targets):
        makes = frozenset({"agencies", "themes"})
        titles = [heading for heading, found in targets.items() if found == ("initiatives.title_th",)]
        if titles and not any("initiatives.themes" in found for found in targets.values()):
            targets[titles[0]] = ("initiatives.themes", "initiatives.title_th")
        if not titles:
            targets |= {
                heading: (*found, "initiatives.title_th")
                for heading, found in targets.items()
                if found == ("initiatives.themes",)
            }
    return Layout(table, targets, identity=() if makes else identifying(table, targets), makes=makes, scores=scores)


def _is_3w(targets: dict[str, tuple[str, ...]]) -> bool:
    """Whether the headings are those of a list of who does what where: an organisation, and codes by level."""
    coded = any("place.code" in found and _ADMIN.match(bare_heading(heading)) for heading, found in targets.items())
    return coded and any(role in found for role in ROLES for found in targets.values())


def identifying(table: str, targets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the headings that tell one record from another: title, agencies, place, theme, start; none beside an id.

    Where work stands, what it costs and when it ends may change from one file to the next.
    """
    if any(f"{table}.{TABLES[table].key[0]}" in found for found in targets.values()):
        return ()
    telling = ("title", "name", "themes", "areas", "area_code", "start_date", "longitude", "latitude", "kind")
    return tuple(
        heading
        for heading, found in targets.items()
        if any(
            target.startswith(("place.", "participation.")) or target.partition(".")[2].startswith(telling)
            for target in found
        )
    )


@functools.lru_cache(maxsize=4096)
def _likenesses(heading: str, table: str) -> dict[str, float]:
    """Return how like a heading is to what each target is called, the best word of each."""
    if not heading or len(heading) > _LONGEST:
        return {}
    words = _spelt(table)
    if heading in words:
        return words[heading]
    if len(heading) <= _FEW_LETTERS:
        return {}
    near = process.extractOne(heading, list(words), scorer=OSA.normalized_similarity, score_cutoff=_NEAR)
    likely = [(near[0], 0.95 * near[1])] if near else []
    likely += [
        (word, 0.7 + 0.25 * len(word) / len(heading))
        for word in words
        if len(word) > _FEW_LETTERS and word in heading
    ]
    found: dict[str, float] = {}
    for word, score in likely:
        found |= {target: max(score * worth, found.get(target, 0.0)) for target, worth in words[word].items()}
    return found


@functools.cache
def _spelt(table: str) -> dict[str, dict[str, float]]:
    """Return the targets by what they may be called, each with a worth that falls a little from word to word."""
    found: dict[str, dict[str, float]] = {}
    for target, words in words_of(table).items():
        for at, word in enumerate(words):
            found.setdefault(bare_heading(word), {}).setdefault(target, 1 - at / 1000)
    return found


def _evidence(target: str, cells: Sequence[str]) -> float:
    """Return how well the cells fit a target, 0..1: 1 where they fit or say nothing."""
    told = [cell for cell in cells if cell not in ("", "-")]
    if not told:
        return 1.0
    fits = sum(_fits(target, cell) for cell in told) / len(told)
    return 1.0 if fits >= 0.5 else fits


def _fits(target: str, cell: str) -> bool:
    """Whether a cell may stand in a column of `target`."""
    table, _, name = target.partition(".")
    digits = arabic_digits(cell)
    if target == "place.moo":
        return bool(re.search(r"\d", digits)) and len(digits) <= 30
    if target == "place.point":
        return len(re.findall(r"-?\d+\.\d+", digits)) >= 2
    if target == "place.code" or name in ("areas", "area_code"):
        return bool(re.search(r"\d|^#", digits))
    if table == "participation" and _PERSON.match(cell):
        return False
    if table in ("participation", "place") or name in ("title_th", "name_th", "themes"):
        return not re.fullmatch(r"[\d.,\s]+", digits) or target.startswith("place.")
    column = TABLES[table].column(name)
    if column.kind in ("start", "end"):
        return read_date(digits.partition("T")[0], at_end=False).problem != "bad_date"
    if column.kind in ("number", "integer"):
        return bool(re.match(r"[\s฿]*-?[\d.,]+\s*\D*$", digits)) and _is_within(digits, target)
    return column.kind not in ("enum", "boolean", "year") or _is_likely(read_value(cell, column))


def _is_likely(value: Value) -> bool:
    """Whether a cell was understood, or is like something that would be."""
    return not value.problem or bool(value.suggestion)


def _is_within(digits: str, target: str) -> bool:
    """Whether a number may be a coordinate where one is asked for."""
    if not target.endswith(("itude",)):
        return True
    bare = digits.replace(",", "").strip()
    return bool(re.fullmatch(r"-?\d+(\.\d*)?", bare)) and abs(float(bare)) <= (90 if "latitude" in target else 180)
