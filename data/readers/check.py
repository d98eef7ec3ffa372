"""What must hold between records. This module checks keys, references, dates and points of a whole file set."""

from collections.abc import Mapping

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
        for at in np.flatnonzero(table.frame["from_id"].notna() & (table.frame["from_id"] == table.frame["to_id"])):
            table.problem(int(at), "to_id", "self_tie")


def _check_keys(table: Understood) -> None:
    schema = TABLES[table.table]
    if schema.may_repeat:
        return
    whole = table.frame[[name for name in schema.key if schema.column(name).required]].notna().all(axis=1)
    keys = record_keys(schema, table.frame)[whole]
    first = dict(zip(reversed(keys.to_list()), reversed(table.rows[whole].tolist()), strict=True))
    for at in np.flatnonzero(whole)[keys.duplicated().to_numpy()]:
        table.problem(int(at), schema.key[0], "duplicate_key", f"≠ {first[keys[at]]}")


def _check_periods(table: Understood) -> None:
    start, end = table.frame["start_date"], table.frame["end_date"]
    for at in np.flatnonzero(end < start):
        table.problem(int(at), "end_date", "end_before_start", f">= {start.iloc[at].date().isoformat()}")


def _check_points(table: Understood) -> None:
    blank = table.frame[["longitude", "latitude"]].isna()
    faulty = {(problem.row, problem.column) for problem in table.problems}
    for at in np.flatnonzero(blank["longitude"] != blank["latitude"]):
        column = "longitude" if blank["longitude"].iloc[at] else "latitude"
        if (table.rows[at], column) not in faulty:
            table.problem(int(at), column, "half_point")


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
                for at, value in zip(found.index.to_list(), found.to_list(), strict=True):
                    table.strange(at, column.name, UNKNOWN[refers], value, f"{refers}.{key}")


def _strangers(frame: pd.DataFrame, column: Column, codes: "pd.Series[str]") -> "pd.Series[str]":
    """Return the values of `column` that are none of `codes`, indexed by record number."""
    values = frame[column.name].dropna()
    if column.kind == "codes":
        values = values.str.split(SEPARATOR).explode()
    return values[~values.isin(codes)]


def _check_precision(tables: Mapping[str, Understood], known: Records | None) -> None:
    """Note rows about dates of records that do not exist."""
    precision = tables["precision"]
    for name, rows in precision.frame.groupby("table"):
        schema = TABLES[str(name)]
        records = {key for part in every(tables, schema.name, known) for key in record_keys(schema, part)}
        dates = {column.name for column in schema.columns if column.kind in ("start", "end")}
        for at in rows.index[~rows["record"].isin(records)]:
            precision.problem(int(at), "record", "unknown_record")
        for at in rows.index[~rows["column"].isin(dates)]:
            precision.problem(int(at), "column", "unknown_value", ", ".join(sorted(dates)))
