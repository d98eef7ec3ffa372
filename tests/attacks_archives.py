"""Archives that mean harm, and files that are another kind than their name says. This module is the list of them."""

import struct
from collections.abc import Mapping

from attacking import Attack, half, made, noise, vrt, written
from sound import members_of, shapes, workbook, zipped


def _shared_string_bomb() -> bytes:
    """Cells by the million that all refer to one long text."""
    row = "<row>{}</row>".format('<c t="s"><v>0</v></c>' * 90)
    sheet = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += row.encode() * 20_000 + b"</sheetData></worksheet>"
    long = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    members = members_of(workbook([["initiative_id", "title_th"], ["X1", "ก"]]))
    return zipped(
        {
            **members,
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": long + b"a" * 32_000 + b"</t></si></sst>",
        }
    )


def many_members(count: int, content: bytes = b"") -> bytes:
    """A list of members that says a great many times the same."""
    whole = zipped({"a": content})
    end = whole.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", whole, end + 16)[0]
    entry = whole[start:end]
    closing_words = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(entry) * count, start, 0
    )
    return whole[:start] + entry * count + closing_words


VRT = {
    f"a VRT called {name}": vrt(name)
    for name in (
        "a.geojson",
        "a.json",
        "a.gpkg",
        "a.csv",
        "a.zip",
        "a.xlsx",
        "a.xml",
        "a.txt",
        "a.tsv",
        "a.vrt",
        "a.kml",
        "a.shp",
    )
}

_NAMES = (
    "\\\\server\\share\\",
    "a/../../../",
    "~/../",
    "c:\\windows\\",
    "<script>alert(1)</script>/../",
    "\u202egpj/../",
)
"""Names of folders within archives."""

ZIPS: Mapping[str, Attack] = {
    "a VRT in a zip": lambda folder: written("a.zip", zipped({"a.vrt": vrt("x")(folder).read_bytes()}))(folder),
    "a VRT as the shapes of a zip": lambda folder: written("a.zip", shapes(shp=vrt("x")(folder).read_bytes()))(
        folder
    ),
    "a bomb in a workbook": made("a.xlsx", lambda: zipped({"xl/worksheets/sheet1.xml": bytes(400_000_000)})),
    "a bomb in a shapefile": made("a.zip", lambda: shapes(dbf=bytes(400_000_000))),
    "a zip in a zip": made("a.zip", lambda: zipped({"a.zip": zipped({"b.zip": bytes(50_000_000)})})),
    "a zip of half a million members": made("a.zip", lambda: many_members(500_000)),
    "a workbook of half a million members": made("a.xlsx", lambda: many_members(500_000)),
    "a workbook that unpacks the same over and over": made("a.xlsx", lambda: many_members(400, bytes(4_000_000))),
    "a zip that leads up": made("a.zip", lambda: shapes("../../")),
    "a zip that leads to the root": made("a.zip", lambda: shapes("/tmp/")),
    "a zip that leads up with backslashes": made("a.zip", lambda: shapes("..\\..\\")),
    "a zip of links": made("a.zip", lambda: zipped({"a.shp": b"/etc/passwd"}, external_attr=0o120777 << 16)),
    "a workbook of one text a million times": made("a.xlsx", _shared_string_bomb),
    "a workbook that leads up": made(
        "a.xlsx", lambda: zipped({**members_of(workbook([["code"]])), "../../etc/cron.d/x": b"*"})
    ),
    "half a zip": made("a.zip", lambda: half(shapes())),
    "half a workbook": made("a.xlsx", lambda: half(workbook([["initiative_id", "title_th"], ["X1", "\u0e01"]]))),
    "a workbook that is a picture": made("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + noise(10_000)),
    **{f"a zip with a part called {name[:20]!r}": made("a.zip", lambda name=name: shapes(name)) for name in _NAMES},
    **{
        f"a workbook with a part called {name[:20]!r}": made(
            "a.xlsx", lambda name=name: zipped({**members_of(workbook([["code"]])), f"{name}x": b"*"})
        )
        for name in _NAMES[:4]
    },
}
