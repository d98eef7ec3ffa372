"""Records as typed frames, the one shape all parts exchange. This module types columns and keys rows."""

import functools
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.schema.columns import Kind, Table
from data.schema.tables import TABLES

_KEY_PARTS = re.compile(r"(?:[^|\\]|\\.)*")

_DTYPES: Mapping[Kind, str] = {
    "start": "datetime64[s]",
    "end": "datetime64[s]",
    "number": "float64",
    "integer": "float64",
    "year": "float64",
    "boolean": "boolean",
}

Records = Mapping[str, pd.DataFrame]
"""One typed frame per table name; a table that is missing has no rows."""


def dtype(kind: Kind) -> str:
    """Return the pandas type of a column of `kind`."""
    return _DTYPES.get(kind, "str")


def typed(table: str, values: pd.DataFrame | Mapping[str, object] | None = None) -> pd.DataFrame:
    """Return `values` (a mapping or frame of columns) as the typed frame of `table`.

    Parameters
    ----------
    table : name of a table of ``TABLES``.
    values : columns by name, all of one length; those left out are unknown throughout. None: no rows.

    Returns
    -------
    DataFrame with exactly the table's columns in file order and a RangeIndex.

    Examples
    --------
    >>> typed("themes", {"code": ["T1"], "name_th": ["น้ำ"]}).shape
    (1, 5)
    """
    frame = pd.DataFrame({} if values is None else values)
    if not len(frame):
        return _empty(table).copy()
    columns = {column.name: _array(frame, column.name, dtype(column.kind)) for column in TABLES[table].columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(frame)))


@functools.cache
def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame({column.name: pd.Series(dtype=dtype(column.kind)) for column in TABLES[table].columns})


def _array(frame: pd.DataFrame, name: str, kind: Any) -> Any:  # noqa: ANN401  (pandas has no name for a dtype's name)
    """Return a column as an array of a type; one that is not there is unknown throughout."""
    if name not in frame:
        return pd.array([None] * len(frame), dtype=kind)
    if kind == "float64":
        return pd.to_numeric(frame[name]).astype("float64").array
    if kind == "datetime64[s]":
        return pd.to_datetime(frame[name]).astype("datetime64[s]").array
    return frame[name].astype(kind).array


def record_keys(table: Table, frame: pd.DataFrame) -> "pd.Series[str]":
    r"""Return the key of each record as one text: its `base_keys`, and a number from the second of the same on.

    Only tables whose records may repeat have such numbers; rows are counted in their order.

    Examples
    --------
    >>> frame = typed("coverage", {"agency_id": ["A1", "A1"], "area_code": "800101", "start_date": "2007-01-01"})
    >>> record_keys(TABLES["coverage"], frame).tolist()
    ['A1|800101||2007-01-01', 'A1|800101||2007-01-01|0002']
    """
    keys = base_keys(table, frame)
    if not table.may_repeat or not keys.duplicated().any():
        return keys
    numbers = keys.groupby(keys, sort=False).cumcount() + 1
    return pd.Series(map(numbered, keys, numbers), index=keys.index, dtype="str")


def numbered(base: str, number: int) -> str:
    """Return the key of the record that is the `number`-th of its base key.

    >>> numbered("A1|800101", 1), numbered("A1|800101", 2)
    ('A1|800101', 'A1|800101|0002')
    """
    return base if number == 1 else f"{base}|{number:04d}"


def base_keys(table: Table, frame: pd.DataFrame) -> "pd.Series[str]":
    r"""Return the key columns of each record as one text, joined by ``|``, blanks kept, dates ISO.

    A ``|`` or ``\`` inside a part is written ``\|`` and ``\\``, so that different parts never make the same key.
    """
    if len(table.key) == 1:
        return frame[table.key[0]].fillna("").astype("str")
    first, *others = (_part(frame[name]) for name in table.key)
    keys: pd.Series[str] = first.str.cat(pd.concat(others, axis=1), sep="|")
    return keys


def base_key(table: Table, row: Mapping[str, str | float | bool | None]) -> str:
    r"""Return the base key of one record given as plain values, dates as ISO text: that of `base_keys`.

    >>> base_key(TABLES["coverage"], {"agency_id": "A|1", "area_code": "800101", "start_date": "2007-01-01"})
    'A\\|1|800101||2007-01-01'
    """
    if len(table.key) == 1:
        return str(row.get(table.key[0]) or "")
    return "|".join(_spelled(row.get(name), table.column(name).kind) for name in table.key)


def _spelled(value: str | float | bool | None, kind: Kind) -> str:
    if value is None:
        return ""
    return number_text(float(value)) if dtype(kind) == "float64" else _escaped(str(value))


def key_parts(key: str) -> list[str]:
    r"""Return the parts of a key that are not blank, as they are without what escapes them.

    >>> key_parts("A\\|1|800101||2007-01-01")
    ['A|1', '800101', '2007-01-01']
    """
    return [re.sub(r"\\(.)", r"\1", part) for part in _KEY_PARTS.findall(key) if part]


def _part(values: "pd.Series[Any]") -> "pd.Series[str]":
    if values.dtype.kind == "M":
        values = values.dt.strftime("%Y-%m-%d")
    elif values.dtype.kind == "f":
        return values.map(number_text).astype("str")
    return values.astype("str").fillna("").map(_escaped).astype("str")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def number_text(value: float) -> str:
    """Return `value` with all its digits, blank if unknown, without a fraction where it has none.

    >>> number_text(2564.0), number_text(0.1), number_text(float("nan"))
    ('2564', '0.1', '')
    """
    if value != value:
        return ""
    return repr(int(value)) if abs(value) < 2**53 and value == int(value) else repr(float(value))
