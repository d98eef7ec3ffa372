"""Tables that mean harm. This module is the list of them."""

from collections.abc import Mapping

from attacking import HEADING, Attack, doctored_workbook, made, noise, written
from sound import workbook, zipped


def _rows(row: str, count: int) -> bytes:
    return (HEADING + row * count).encode()


def _distinct_rows(row: str, count: int) -> bytes:
    return (HEADING + "".join(row.format(at=at) for at in range(count))).encode()


TABLES: Mapping[str, Attack] = {
    "10,000 columns": made(
        "initiatives.csv", lambda: (",".join(f"c{at}" for at in range(10_000)) + "\n").encode() * 50
    ),
    "10,000 columns of a workbook": made("a.xlsx", lambda: workbook([[f"c{at}" for at in range(10_000)]] * 2)),
    "10,000 blank columns": made("initiatives.csv", lambda: (HEADING.strip() + "," * 10_000 + "\n").encode() * 500),
    "a cell in the last corner": made(
        "a.xlsx",
        lambda: doctored_workbook(
            "xl/worksheets/sheet1.xml", lambda content: content.replace(b'r="A2"', b'r="XFD1048576"')
        ),
    ),
    "a million rows": made("initiatives.csv", lambda: _rows("x,x,,,,,,\n", 1_000_000)),
    "millions of short rows": made("initiatives.csv", lambda: _rows("x\n", 24_000_000)),
    "millions of delimiters": made("initiatives.csv", lambda: _rows("," * 1_000_000 + "\n", 45)),
    "as many problems as there are cells": made(
        "initiatives.csv",
        lambda: _distinct_rows("X{at};,\x07{at},\x07,z{at},q{at},n{at},w{at},javascript:{at}\n", 11_250),
    ),
    "very long codes that nobody knows": made(
        "initiatives.csv", lambda: _distinct_rows("X{at},\u0e01,,,," + "\u0e01" * 30_000 + "{at},,\n", 500)
    ),
    "random bytes": made("initiatives.csv", lambda: noise(1_000_000)),
    "a table in EBCDIC": made("initiatives.csv", lambda: (HEADING + "X1,x,,,,,,\n").encode("cp500")),
    "a table in UTF-32": made("initiatives.csv", lambda: (HEADING + "X1,x,,,,,,\n").encode("utf-32")),
    "a packed table": made("initiatives.csv", lambda: zipped({"initiatives.csv": HEADING.encode()})),
    "half a table": written("initiatives.csv", HEADING + 'X1,"\u0e01'),
    "a table that ends within a letter": made("initiatives.csv", lambda: (HEADING + "X1,\u0e01").encode()[:-1]),
    "a table with a NUL": written("initiatives.csv", HEADING + "X1,a\0b,,,,,,\n"),
    "a table of NULs": made("initiatives.csv", lambda: bytes(40_000_000)),
    "a quotation of millions of letters": made(
        "initiatives.csv", lambda: HEADING.encode() + b'"' + b"a" * 45_000_000
    ),
    "formulas where numbers belong": written("initiatives.csv", HEADING + "X1,\u0e01,,,,,=1+1,\n"),
    "formulas as ids": written("initiatives.csv", HEADING + '=cmd|"/C calc"!A0;,\u0e01,,,,,,\n'),
    "scripts as addresses": written("initiatives.csv", HEADING + "X1,\u0e01,,,,,,javascript:alert(1)\n"),
    "scripts in every field": written(
        "initiatives.csv", HEADING + ",".join(["<script>alert(`${1}`)</script>"] * 8) + "\n"
    ),
    "scripts as headings": written(
        "initiatives.csv", "initiative_id,title_th,<script>alert(1)</script>\nX1,\u0e01,x\n"
    ),
    "a heading that is a number a million times": made(
        "initiatives.csv", lambda: b",".join(b"%d" % at for at in range(1_000_000))
    ),
    "quotations that never end": made("initiatives.csv", lambda: _rows('"' * 999_999 + "\n", 40)),
    "a list of headings of any layout that are hostile": written(
        "a.csv", ",".join(f"ชื่อโครงการ{{{at}}}<b>%s%n" for at in range(190)) + "\n" + "=1+1," * 190 + "\n"
    ),
    **{
        f"a table called {name!r}": written(name, HEADING + "X1,,,,,,,\n")
        for name in (
            "-h.csv",
            "--kind.csv",
            "'; DROP TABLE initiatives; --.csv",
            "${IFS}`id`.csv",
            "\u202evsc.csv",
            "a\nb\x1b[31m.csv",
            "..csv",
            "%00%2e%2e.csv",
            "\U0001f4a3" * 60 + ".csv",
        )
    },
    "a name that is a script": written("<img src=x onerror=alert(1)>\n.csv", HEADING + "X1,,,,,,,\n"),
}
