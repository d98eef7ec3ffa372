"""Answers gathered with KoboToolbox or ODK. This module reads what their exports call fields, groups and choices."""

import re
from collections.abc import Sequence

from data.readers.cells import CHOSEN
from data.readers.guesses import MOST_ROWS, proposed
from data.readers.layouts import Layout
from data.readers.mapping import unique
from data.readers.tables import Sheet
from data.schema import TABLES

_IDS = ("meta/rootuuid", "meta-rootuuid", "_uuid", "meta/instanceid", "meta-instanceid", "instanceid", "key", "_id")
"""Where the id of a form filled in stands, the one that outlasts an edit first."""
_SUBMITTED = ("_submission_time", "submissiondate")
_MARKS = (
    {"_uuid"},
    {"meta/instanceid"},
    {"meta-instanceid"},
    {"_submission_time", "_id"},
    {"key", "submissiondate"},
    {"instanceid", "key"},
)
"""Headings that only such exports have, together."""
_SYSTEM = {
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "enumerator",
    "starttime", "endtime", "instancename", "submitterid", "submittername", "attachmentspresent", "audit",
    "attachmentsexpected", "devicename", "formversion", "formhub/uuid", "__version__", "_notes", "_status",
    "_submitted_by", "_validation_status", "_tags", "_index", "_geolocation", "_attachments",
}  # fmt: skip
"""Fields about the filling in, people's names among them: never read."""
_OF_ODK = ("status", "reviewstate", "edits", "key")
"""What ODK adds after the fields; a field of the form itself may be called ``status`` too."""
_COORDINATE = re.compile(
    r"_?(?P<base>.*?)[_-](?P<part>latitude|longitude|altitude|precision|accuracy)", re.IGNORECASE
)
PREFIX = "kobo:"


def kobo_layout(sheet: Sheet, kind: str) -> Layout | None:
    """Return the layout of an export of filled-in forms; None for other sheets."""
    low = {heading.lower() for heading in sheet.headings}
    if not any(marks <= low for marks in _MARKS):
        return None
    headings = sheet.headings = unique(sheet.headings)
    columns = [
        [row[at] for row in sheet.rows[sheet.body_at :][:MOST_ROWS] if at < len(row)] for at in range(len(headings))
    ]
    fields = _fields(headings, columns)
    asked = list(dict.fromkeys(field for field in fields if field))
    told = [[] if "/" in field else columns[fields.index(field)] for field in asked]
    guess = proposed([field.strip("/") for field in asked], list(zip(*_even(told), strict=True)), kind)
    meant = {heading: field.strip("/") for heading, field in zip(headings, fields, strict=True) if field}
    targets = {heading: guess.targets[field] for heading, field in meant.items()}
    key = f"{kind}.{TABLES[kind].key[0]}"
    ids = [heading for one in _IDS for heading in headings if heading.lower() == one]
    ordered = dict.fromkeys(ids, (key,)) | targets
    ordered |= {heading: () for heading in headings if heading and heading not in ordered}
    return Layout(
        kind,
        ordered | _submitted(headings, ordered, kind),
        prefix=PREFIX,
        scores={heading: guess.scores[field] for heading, field in meant.items() if field in guess.scores},
    )


def _even(columns: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the columns in one length."""
    longest = max(map(len, columns), default=0)
    return [[*column, *[""] * (longest - len(column))] for column in columns]


def _submitted(headings: Sequence[str], targets: dict[str, tuple[str, ...]], kind: str) -> dict[str, tuple[str, ...]]:
    """Return the day of submission as that on which the status was known, where the form asks only for the status."""
    told = {target for found in targets.values() for target in found}
    is_wanted = kind == "initiatives" and "initiatives.status" in told and "initiatives.status_date" not in told
    days = [heading for heading in headings if heading.lower() in _SUBMITTED]
    return {days[0]: ("initiatives.status_date",)} if is_wanted and days else {}


def _fields(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the name of the field under each heading, without its groups; blank for what is not to be read.

    The choices of a field that takes several are all called as the field is, with ``/`` after it.
    """
    low = [heading.lower() for heading in headings]
    between = "-" if {"key", "instanceid"} & set(low) and not any("/" in heading for heading in headings) else "/"
    chosen = _choices(headings, columns, between)
    ends = low.index("key") if "key" in low else len(low)
    found = []
    for at, heading in enumerate(headings):
        name = heading.rpartition(between)[2]
        coordinate = _COORDINATE.fullmatch(name) or (_COORDINATE.fullmatch(heading) if between == "-" else None)
        if low[at] in _IDS or low[at] in _SUBMITTED or low[at] in _SYSTEM or (at > ends and low[at] in _OF_ODK):
            found.append("")
        elif coordinate:
            found.append(coordinate["part"].lower() if coordinate["part"].lower().endswith("itude") else "")
        elif heading in chosen:
            found.append(f"{chosen[heading].rpartition(between)[2]}/")
        elif heading in chosen.values() or name.startswith("_") or _is_point(heading, low, between):
            found.append("")
        else:
            found.append(name)
    return ["" if field == "altitude" else field for field in found]


def _choices(headings: Sequence[str], columns: Sequence[Sequence[str]], between: str) -> dict[str, str]:
    """Return the field of each heading that is one choice of several: chosen or not, beside its field or others."""
    flags = [
        heading
        for heading, cells in zip(headings, columns, strict=True)
        if between in heading and any(cells) and all(cell.strip().lower() in CHOSEN for cell in cells)
    ]
    fields = [heading.rpartition(between)[0] for heading in flags]
    return {
        heading: field
        for heading, field in zip(flags, fields, strict=True)
        if field in headings or fields.count(field) > 1
    }


def _is_point(heading: str, low: Sequence[str], between: str) -> bool:
    """Whether the parts of a point stand under headings of their own."""
    group, _, name = heading.lower().rpartition(between)
    return f"{group}{between if group else ''}_{name}_latitude" in low
