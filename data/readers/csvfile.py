"""CSV bytes into rows of text, whatever program wrote them. This module decodes and splits, a line at a time."""

import codecs
import csv
import io
from collections.abc import Iterator

from data.errors import Problem
from data.readers.tables import MAX_CELL, Sheet
from data.readers.workbook import MAX_CELLS

MAX_BYTES = 50 * 2**20
MAX_LINE = 8 * 2**20
MAX_DELIMITERS = 100_000
_CHUNK = 2**20
_DELIMITERS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _LineError(Exception):
    """A line that no row can be made of, with the code of its problem."""


def read_csv(name: str, content: bytes) -> Sheet:
    """Return the cells of a CSV file: UTF-8 with or without BOM, cp874 or UTF-16; comma, semicolon or tab."""
    if len(content) > MAX_BYTES:
        return _refused(name, "too_many_rows", str(len(content)), f"<= {MAX_BYTES} bytes")
    if not content.strip(b" \r\n\t\0"):
        return _refused(name, "empty_file")
    encoding = encoding_of(content)
    if not encoding:
        return _refused(name, "truncated_file" if _breaks_off(content) else "bad_encoding")
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    heading = next((line for line in iter(lambda: text.readline(_CHUNK), "") if line.strip()), "")
    text.seek(0)
    return _split(name, text, max(_DELIMITERS, key=heading.count))


def _refused(name: str, code: str, value: str = "", allowed: str = "", row: int = 0) -> Sheet:
    return Sheet(name, problems=[Problem(name, row, "", code, value, allowed)])


def encoding_of(content: bytes) -> str:
    """Return the first encoding that fits: that of a BOM, strict UTF-8, cp874, UTF-16; blank if none does.

    Examples
    --------
    >>> encoding_of("นคร".encode("cp874")), encoding_of("a,b".encode("utf-16-le"))
    ('cp874', 'utf-16-le')
    """
    if content.startswith(codecs.BOM_UTF8):
        return _fits(content, "utf-8-sig")
    if content.startswith(_UTF16):
        return _fits(content, "utf-16")
    if _breaks_off(content):
        return ""
    little = content[1:2] == b"\0"
    if little or content[:1] == b"\0":
        wide = _fits(content, "utf-16-le" if little else "utf-16-be")
        if wide and "\0" not in content[:_CHUNK].decode(wide, "ignore"):
            return wide
    return _fits(content, "utf-8") or _fits(content, "cp874") or _fits(content, "utf-16-be")


def _fits(content: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(content), _CHUNK):
            decoder.decode(content[at : at + _CHUNK], final=at + _CHUNK >= len(content))
    except UnicodeDecodeError:
        return ""
    return encoding


def _breaks_off(content: bytes) -> bool:
    """Whether `content` is UTF-8 cut within its last character."""
    end = len(content)
    ends = [at for at in range(max(0, end - 3), end) if content[at] >= 0xC0]
    if not ends or ends[-1] == 0 or not _fits(content[: ends[-1]], "utf-8"):
        return False
    try:
        content[ends[-1] :].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _split(name: str, text: io.TextIOBase, delimiter: str) -> Sheet:
    """Split into rows; an unclosed quotation mark ends the reading, for nothing after it can be trusted."""
    rows: list[list[str]] = []
    problems: list[Problem] = []
    room = MAX_CELLS
    try:
        for row in csv.reader(_lines(text, delimiter), delimiter=delimiter, strict=True):
            rows.append(row)
            room -= len(row) + 1
            if room < 0:
                return _refused(name, "too_many_rows", str(len(rows)), f"<= {MAX_CELLS} cells", len(rows))
    except _LineError as error:
        return _refused(name, str(error), row=len(rows) + 1)
    except csv.Error as error:
        long = "field limit" in str(error)
        code = "cell_too_long" if long else "broken_quotes"
        problems.append(Problem(name, len(rows) + 1, "", code, "", f"<= {MAX_CELL}" if long else '"…"'))
    return Sheet(name, rows, problems, delimiter)


def _lines(text: io.TextIOBase, delimiter: str) -> Iterator[str]:
    """Yield the lines; those of which a row would fill the memory end it."""
    while line := text.readline(MAX_LINE):
        if "\0" in line:
            raise _LineError("null_bytes")
        if len(line) == MAX_LINE:
            raise _LineError("cell_too_long")
        if line.count(delimiter) > MAX_DELIMITERS:
            raise _LineError("too_many_columns")
        yield line
