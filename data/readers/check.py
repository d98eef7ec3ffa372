"""What must hold between records. This module checks keys, references, dates and points of a whole file set."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from data.readers.columns import Understood, every
from data.readers.hierarchy import check_areas, check_themes
from data.readers.suggest import UNKNOWN, suggest
from data.schema import SEPARATOR, TABLES, Column, Records, record_keys, typed


def check(tables: Mapping[str, Understood], known: Records | None) -> None:
    """Note the problems that one cell alone does not show, in every table at once.

    Parameters
    ----------
    tables : the file set as understood; its problems are added to, its areas completed.
    known : records that the file set may refer to beside its own; None when the file set is the whole world, which
        then may do without a list of themes.
    """
    if "areas" in tables:
        check_areas(tables["areas"], None if known is None else known.get("areas"))
    if "themes" in tables:
        check_themes(tables["themes"], known)
    for table in tables.values():
        _check_rows(table)
    for refers in UNKNOWN:
        if refers != "themes" or known is not None or "themes" in tables:
            _check_references(tables, refers, known)
    suggest(tables, known)
    if "precision" in tables:
        _check_precision(tables, known)


def _check_rows(table: Understood) -> None:
    _check_keys(table)
    names = TABLES[table.table].names
    if {"start_date", "end_date"} <= set(names):
        _check_periods(table)
    if "longitude" in names:
        _check_points(table)
    if table.table == "ties":
        is_self = table.frame["from_id"].notna() & (table.frame["from_id"] == table.frame["to_id"])
        table.note_wrong(is_self.to_numpy(), "to_id", "self_tie")


def _check_keys(table: Understood) -> None:
    schema = TABLES[table.table]
    if schema.may_repeat:
        return
    whole = table.frame[[name for name in schema.key if schema.column(name).required]].notna().all(axis=1)
    keys = record_keys(schema, table.frame)[whole]
    first = dict(zip(reversed(keys.to_list()), reversed(table.rows[whole].tolist()), strict=True))
    again = whole.to_numpy(copy=True)
    again[again] = keys.duplicated().to_numpy()
    table.note_wrong(again, schema.key[0], "duplicate_key", lambda at: (f"≠ {first[keys[at]]}",))


def _check_periods(table: Understood) -> None:
    start, end = table.frame["start_date"], table.frame["end_date"]
    wrong = (end < start).to_numpy()
    table.note_wrong(wrong, "end_date", "end_before_start", lambda at: (f">= {start.iloc[at].date().isoformat()}",))


def _check_points(table: Understood) -> None:
    for column, other in (("longitude", "latitude"), ("latitude", "longitude")):
        half = (table.frame[column].isna() & table.frame[other].notna()).to_numpy()
        table.note_wrong(half & ~np.isin(table.rows, table.misread.get(column, ())), column, "half_point")


def _check_references(tables: Mapping[str, Understood], refers: str, known: Records | None) -> None:
    """Note every code of table `refers` that neither the file set nor `known` holds."""
    key = TABLES[refers].key[0]
    frame = (
        pd.concat([typed(refers), *every(tables, refers, known)])
        .dropna(subset=[key])
        .drop_duplicates(key, keep="last")
    )
    for table in tables.values():
        for column in TABLES[table.table].columns:
            if column.refers == refers and (table.table, column.name) != ("areas", "parent"):
                found = _strangers(table.frame, column, frame[key])
                table.note_strangers(found, column.name, UNKNOWN[refers], f"{refers}.{key}")


def _strangers(frame: pd.DataFrame, column: Column, codes: "pd.Series[str]") -> "pd.Series[str]":
    """Return the values of `column` that are none of `codes`, indexed by record number."""
    values = frame[column.name].dropna()
    if column.kind == "codes":
        values = values.str.split(SEPARATOR).explode()
    return values[~values.isin(codes)]


def _check_precision(tables: Mapping[str, Understood], known: Records | None) -> None:
    """Note rows about dates of records that do not exist."""
    precision = tables["precision"]
    for name in precision.frame["table"].dropna().unique():
        schema = TABLES[str(name)]
        records = {key for part in every(tables, schema.name, known) for key in record_keys(schema, part)}
        dates = {column.name for column in schema.columns if column.kind in ("start", "end")}
        of_table = (precision.frame["table"] == name).to_numpy()
        strange = of_table & ~precision.frame["record"].isin(records).to_numpy()
        precision.note_wrong(strange, "record", "unknown_record")
        other = of_table & ~precision.frame["column"].isin(dates).to_numpy()
        precision.note_wrong(other, "column", "unknown_value", partial(_either, sorted(dates)))


def _either(values: Sequence[str], _at: int) -> tuple[str, ...]:
    return (", ".join(values),)
