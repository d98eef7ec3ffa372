"""Changes that know what they change: cells, elements, values, members, rows. This module keeps a file almost sound."""

import csv
import io
import json
import re
import sqlite3
import warnings
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from fuzz_bytes import ANY, Change
from fuzz_texts import TEXTS, VALUES

from data.readers.archives import DAMAGE

_TEXT = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<=")[^"<>]*(?=")')
_ELEMENT = re.compile(rb"<([A-Za-z][\w-]*)\b[^<>]*(?:/>|>[^<>]*</\1>)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHORT = 60
_WORD = re.compile(rb"[A-Za-z][\w-]+")


def cells(chance: Random, content: bytes) -> bytes:
    """Change cells, rows or columns of a CSV."""
    text = content.decode("utf-8-sig", "replace")
    delimiter = max(",;\t", key=text.count)
    with suppress(csv.Error):
        rows = [row for row in csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter) if row]
        for _ in range(chance.choice((1, 1, 2, 4, 12)) if rows else 0):
            _change_rows(chance, rows)
        said = io.StringIO()
        csv.writer(said, delimiter=chance.choice((delimiter, delimiter, ",", ";"))).writerows(rows)
        text = said.getvalue()
    return text.encode("utf-8", "replace")


def _change_rows(chance: Random, rows: list[list[str]]) -> None:
    row = chance.choice(rows)
    what = chance.randrange(12)
    if what < 6 and row:
        row[chance.randrange(len(row))] = chance.choice(TEXTS)
    elif what == 6:
        column = chance.randrange(max(map(len, rows)) or 1)
        text = chance.choice(TEXTS)[:_SHORT]
        rows[1:] = [[*one[:column], text, *one[column + 1 :]] for one in rows[1:]]
    elif what == 7:
        row.insert(chance.randrange(len(row) + 1), chance.choice(TEXTS))
    elif what == 8 and row:
        row.pop(chance.randrange(len(row)))
    elif what == 9:
        rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))
    elif what == 10:
        heading = rows[0]
        heading.extend(chance.choices([text[:_SHORT] for text in (*heading, *TEXTS)], k=chance.choice((1, 3, 250))))
    else:
        short = [text[:_SHORT] for text in row[:30]]
        rows.extend([list(short) for _ in range(chance.choice((1, 10, 300)))])


def elements(chance: Random, content: bytes) -> bytes:
    """Change texts, attributes, names or whole elements of markup."""
    what = chance.choice((0, 0, 0, 0, 0, 1, 1, 2))
    pattern = (_TEXT, _ELEMENT, _WORD)[what]
    found = list(pattern.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    text = chance.choice(TEXTS)
    text = text if chance.random() < 0.1 else _CONTROL.sub("", escape(text, {'"': "&quot;"}))
    word = chance.choice(list(_WORD.finditer(content)))[0] if _WORD.search(content) else b"x"
    new = chance.choice(((text.encode(),), (b"", one[0] * 2, one[0] * 40), (word,))[what])
    return content[: one.start()] + new + content[one.end() :]


def values(chance: Random, content: bytes) -> bytes:
    """Put something else in the place of a value of JSON."""
    with suppress(ValueError, RecursionError):
        document = json.loads(content)
        features = document.get("features") if isinstance(document, dict) else None
        place, key = _place(chance, features if features and chance.random() < 0.9 else document)
        if place is not None:
            other = chance.choice((*VALUES, *chance.sample(TEXTS, 20)))
            if isinstance(place, list) and chance.random() < 0.2:
                place.extend([place[key]] * chance.choice((1, 30)))
            else:
                place[key] = other
        return json.dumps(document, ensure_ascii=chance.random() < 0.8).encode("utf-8", "surrogatepass")
    return content


def _place(chance: Random, document: object) -> tuple[object, object]:
    """Return a container of the document and a key of it, each as likely as its depth lets it be."""
    place, key, inner = None, None, document
    while isinstance(inner, dict | list) and inner and (place is None or chance.random() < 0.8):
        place = inner
        key = chance.choice(list(inner)) if isinstance(inner, dict) else chance.randrange(len(inner))
        inner = inner[key]
    return place, key


def members(chance: Random, content: bytes) -> bytes:
    """Change what a zip holds, or what its members are called."""
    with suppress(*DAMAGE), zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = [(name, archive.read(name)) for name in archive.namelist()]
        at = chance.randrange(len(held))
        sheets = [one for one, (called, _) in enumerate(held) if "sheet" in called or "Strings" in called]
        at = chance.choice(sheets) if sheets and chance.random() < 0.7 else at
        name, inner = held[at]
        how = (elements,) if name.endswith((".xml", ".rels")) and chance.random() < 0.9 else ANY
        what = chance.randrange(10)
        if what < 7:
            held[at] = name, chance.choice(how)(chance, inner)
        elif what == 7:
            held.pop(at)
        elif what == 8:
            held.append((chance.choice((name, name.upper(), f"x/{name}", f"../{name}")), inner))
        else:
            held[at] = chance.choice(TEXTS)[:200].replace("\0", "") + Path(name).suffix, inner
        return _zipped(held)
    return content


def _zipped(held: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, inner in held:
            archive.writestr(zipfile.ZipInfo(name or "x"), inner, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def rows(chance: Random, content: bytes) -> bytes:
    """Change cells of any table of a GeoPackage, those about its layers too."""
    with suppress(sqlite3.Error, UnicodeDecodeError, MemoryError), closing(sqlite3.connect(":memory:")) as connection:
        connection.isolation_level = None
        connection.deserialize(content)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for _ in range(chance.choice((1, 1, 2, 4))):
            with suppress(sqlite3.Error):
                _change_table(chance, connection)
        return connection.serialize()
    return content


def _change_table(chance: Random, connection: sqlite3.Connection) -> None:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = chance.choice(("initiatives", "initiatives", "gpkg_geometry_columns", "gpkg_contents", *tables))
    columns = [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]
    column, other = chance.choice(columns or [table]), chance.choice(TEXTS)
    new = chance.choice((other, other, None, 0, -1, 1e308, 2**62, chance.randbytes(40), other.encode()))
    if column == "geom" and chance.random() < 0.8:
        shape = connection.execute("SELECT geom FROM initiatives WHERE geom IS NOT NULL").fetchone()
        new = chance.choice(ANY)(chance, shape[0]) if shape and isinstance(shape[0], bytes) else new
    what = chance.randrange(8)
    if what < 6:
        connection.execute(f'UPDATE "{table}" SET "{column}" = ?', (new,))
    elif what == 6:
        connection.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "{other[:60].replace(chr(34), "")}"')
    else:
        connection.execute(chance.choice((f'DROP TABLE "{table}"', f'DELETE FROM "{table}"')))


OWN: dict[str, Change] = {
    "iati": elements,
    "geojson": values,
    "xlsx": members,
    "shapefile": members,
    "gpkg": rows,
}
"""The change of each form that knows what it changes; all others are lists of cells."""
