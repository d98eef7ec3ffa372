"""Agencies and themes of rows, by the names that cells hold. This module links them, and says which are new."""

from collections.abc import Sequence

import pandas as pd

from data.errors import Problem
from data.readers.cells import Cells
from data.readers.files import RawFile
from data.readers.layouts import ROLES
from data.readers.references import Meaning, References
from data.readers.tables import RawTable
from data.schema import SEPARATOR, TABLES, Records

_NEW = {"agencies": "new_agency", "themes": "new_theme"}
_Text = tuple[str, str, str]
"""A text, what it is called where the text is a code, and the theme above it."""


class Links:
    """Finds records of ``agencies`` and ``themes`` for the cells of one sheet.

    Parameters
    ----------
    cells : the rows; their layout says which names may become new records.
    known : the records there are.
    raw : takes the notes and problems, and at the end the new records.

    Attributes
    ----------
    tables : those whose records are found.
    """

    tables = ("agencies", "themes")

    def __init__(self, cells: Cells, known: Records, raw: RawFile) -> None:
        self._cells, self._raw = cells, raw
        self._references = {
            table: References(table, known, makes=table in cells.layout.makes) for table in self.tables
        }
        self._meant: dict[tuple[str, _Text], list[Meaning]] = {}
        self._rows: dict[str, dict[str, int]] = {table: {} for table in self.tables}

    def known(self, table: str, name: str) -> str:
        """Return the id of the one record of `table` that bears `name`; blank for none."""
        return self._references[table].code(name) if table in self._references else ""

    def coded(self, table: str, heading: str, texts: "pd.Series[str]") -> "pd.Series[str]":
        """Return `texts` with the codes that they mean; what nobody knows stays, to be found unknown."""
        names, parents = self._beside("themes.name_th"), self._beside("themes.parent")
        rows = zip(texts.index, texts, names, parents, strict=True)
        return pd.Series(
            [self._joined(table, heading, row, told) for row, *told in rows], index=texts.index, dtype="object"
        )

    def _beside(self, target: str) -> Sequence[str]:
        headings = self._cells.layout.headings(target)
        constant = self._cells.layout.constants.get(target, "")
        return [constant] * len(self._cells.frame) if not headings else list(self._cells.raw(headings[0]))

    def _joined(self, table: str, heading: str, row: int, told: list[str]) -> str:
        text, name, parent = told
        above = (
            [one.code or one.text for one in self._meanings("themes", (row, heading), (parent, "", ""))]
            if parent
            else []
        )
        found = self._meanings(table, (row, heading), (*_coded(text, name), above[0] if above else ""))
        return SEPARATOR.join(dict.fromkeys(one.code or one.text for one in found)) or SEPARATOR.join(above)

    def _meanings(self, table: str, place: tuple[int, str], told: _Text) -> list[Meaning]:
        """Return what a text means; what is new, or not spelt as it is kept, is noted where it is first met."""
        if (table, told) not in self._meant:
            found = self._meant[table, told] = list(self._references[table].meanings(*told))
            for one in found:
                self._note(table, place, one)
        return self._meant[table, told]

    def _note(self, table: str, place: tuple[int, str], one: Meaning) -> None:
        row, heading = place
        references, rows = self._references[table], self._rows[table]
        if one.code in references.new and one.code not in rows:
            rows[one.code] = row
            self._raw.notes.append(Problem(table, row, heading, _NEW[table], one.text))
        elif one.code and not one.is_plain:
            name = references.name(one.code)
            self._raw.notes.append(
                Problem(table, row, heading, "read_as", one.text, "", name, confidence=one.confidence)
            )

    def participate(self, ids: "pd.Series[str]") -> None:
        """Make the participations of initiatives: each agency once in each role."""
        found: dict[tuple[str, str, str], int] = {}
        headings: dict[str, str] = {}
        for target in (*ROLES, "participation.agency_id"):
            role = "" if target == "participation.agency_id" else target.partition(".")[2]
            for heading, agencies in self._told(target):
                headings.setdefault("agency_id", heading)
                for row, one, agency in self._known_only(heading, agencies, ids):
                    found.setdefault((one, agency, role), row)
        if found:
            frame = pd.DataFrame(
                list(found), columns=["initiative_id", "agency_id", "role"], index=list(found.values())
            )
            self._raw.tables["participation"] = RawTable(
                "participation", frame.sort_index(kind="stable"), headings=headings
            )

    def _told(self, target: str) -> list[tuple[str, list[_Text]]]:
        """Return the texts of each heading that tells agencies of this role, with the names beside their ids."""
        layout = self._cells.layout
        names = layout.headings(f"{target}_name")
        told: list[tuple[str, list[_Text]]] = []
        for at, heading in enumerate(layout.headings(target)):
            beside = self._cells.raw(names[at]) if at < len(names) else [""] * len(self._cells.frame)
            told.append(
                (heading, [(*_coded(*pair), "") for pair in zip(self._cells.blanked(heading), beside, strict=True)])
            )
        if target in layout.constants:
            told.append(("", [(layout.constants[target], "", "")] * len(self._cells.frame)))
        return told

    def _known_only(self, heading: str, agencies: list[_Text], ids: "pd.Series[str]") -> list[tuple[int, str, str]]:
        """Return (row, initiative, agency) of each agency that is known or new; the others are problems."""
        found = []
        for row, one, told in zip(ids.index, ids, agencies, strict=True):
            for meaning in self._meanings("agencies", (row, heading), told) if told[0] else ():
                if meaning.code:
                    found.append((row, one, meaning.code))
                else:
                    self._raw.problems.append(
                        Problem(
                            "participation",
                            row,
                            heading,
                            "unknown_agency",
                            meaning.text,
                            "agencies.agency_id",
                            meaning.likely,
                        )
                    )
        return found

    def add_new(self) -> None:
        """Add the new agencies and themes to the raw tables, each under the row that first names it."""
        for table, references in self._references.items():
            if references.new:
                columns = [
                    name for name in TABLES[table].names if any(name in cells for cells in references.new.values())
                ]
                rows = [[cells.get(name, "") for name in columns] for cells in references.new.values()]
                at = [self._rows[table].get(one, 0) for one in references.new]
                self._raw.tables[table] = RawTable(
                    table, pd.DataFrame(rows, index=at, columns=columns, dtype="object")
                )


def _coded(text: str, name: str) -> tuple[str, str]:
    """Return a code and the name beside it; where there is no code, the name stands for it."""
    return (text, name) if text else (name, "")
