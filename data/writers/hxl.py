"""Who does what, where and when, as humanitarians exchange it. This module writes a 4W table with HXL hashtags.

A row is an initiative at one place on one theme; where several agencies share a role, a further row names the next.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from data.schema import SEPARATOR, TABLES, Level
from data.schema import hxl as words
from data.schema.invented import MARK
from data.writers.content import Content
from data.writers.files import replacing
from data.writers.hxl_words import heading
from data.writers.records import texts, write_csv


def write_hxl(content: Content, file: Path) -> None:
    """Write a row of headings, a row of hashtags and the rows of all initiatives.

    Raises
    ------
    FileError
        The file cannot be written; what it held before it still does.
    """
    table = _initiatives(content)
    for columns in (_who(content), _where(content), _what(content)):
        table = table.join(columns)
    tags = tuple(map(str, table.columns))
    rows = table.astype("str").fillna("").itertuples(index=False, name=None)
    with replacing(file) as part:
        write_csv([tuple(map(heading, tags)), tags, *rows], part)


def _initiatives(content: Content) -> pd.DataFrame:
    """Return what initiatives say of themselves, columns named by hashtags, as text of cells."""
    frame, stated = content.table("initiatives"), content.stated_days("initiatives")
    table = pd.DataFrame(
        {
            tag: stated[name] if name in stated else texts(frame[name], TABLES["initiatives"].column(name).kind)
            for name, tag in words.INITIATIVE.items()
        }
    ).set_index(frame["initiative_id"])
    return table.assign(**{words.NOTICE: " ".join(MARK)}) if content.is_invented else table


def _named(codes: "pd.Series[Any]", records: pd.DataFrame, tag: str) -> pd.DataFrame:
    """Return code and names of what `codes` stand for, as text of cells in columns of one hashtag."""
    told = {f"{tag}{end}": _mapped(codes, records[name]) for name, end in words.NAMED.items() if name in records}
    cells = {name: texts(values, "text") for name, values in {f"{tag}{words.CODE}": codes, **told}.items()}
    return pd.DataFrame(cells, index=codes.index)


def _who(content: Content) -> pd.DataFrame:
    """Return the agencies of each initiative by role, the second of a role in a row of its own."""
    agencies, parts = content.table("agencies").set_index("agency_id"), content.table("participation")
    parts = parts.assign(role=parts["role"].fillna(""))[["initiative_id", "role", "agency_id"]].drop_duplicates()
    parts["row"] = parts.groupby(["initiative_id", "role"]).cumcount()
    by_role = {
        role: parts[parts["role"] == role].set_index(["initiative_id", "row"])["agency_id"]
        for role in words.ORGANISATIONS
    }
    wide = pd.DataFrame(by_role).astype("str").droplevel("row")
    return pd.concat([_named(wide[role], agencies, tag) for role, tag in words.ORGANISATIONS.items()], axis=1)


def _where(content: Content) -> pd.DataFrame:
    """Return the areas of each initiative, each with those it lies in."""
    areas = content.table("areas").set_index("code")
    at = areas.index.to_series()
    around = pd.DataFrame(index=areas.index, columns=list(words.PLACES), dtype="str")
    for _ in Level:
        for level in words.PLACES:
            around[level] = around[level].fillna(at.where(at.map(areas["level"]) == level))
        at = _mapped(at, areas["parent"])
    codes = _spread(content, "areas")
    return pd.concat(
        [_named(_mapped(codes, around[level]), areas, tag) for level, tag in words.PLACES.items()], axis=1
    )


def _what(content: Content) -> pd.DataFrame:
    """Return the themes of each initiative, each under the one it stands in."""
    themes = content.table("themes").set_index("code")
    codes = _spread(content, "themes")
    parents = _mapped(codes, themes["parent"])
    sectors = _named(parents.fillna(codes), themes, words.SECTOR)
    leaves = _named(codes.where(parents.notna()), themes, words.SUBSECTOR)
    return pd.concat([sectors, leaves], axis=1).assign(
        **{words.DAC: texts(_mapped(codes, themes["dac_code"]), "text")}
    )


def _spread(content: Content, column: str) -> "pd.Series[Any]":
    """Return each of the several codes of a field in a row of its own, by initiative_id."""
    return (
        content.table("initiatives").set_index("initiative_id")[column].str.split(SEPARATOR).explode().astype("str")
    )


def _mapped(codes: "pd.Series[Any]", values: "pd.Series[Any]") -> "pd.Series[Any]":
    """Look codes up; text even where there are none."""
    return codes.map(values).astype("str")
