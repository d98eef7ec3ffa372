"""Changes that fit any file: bits, cuts, NULs, encodings, repeats. This module damages bytes by chance."""

from collections.abc import Callable
from random import Random

from fuzz_texts import TEXTS

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp874",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp500",
    "gb18030",
)
MARKS = (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"SQLite format 3\0", b'"', b"\x1a", b"\r", b"<", b"{")

Change = Callable[[Random, bytes], bytes]


def _span(chance: Random, content: bytes, most: int = 4096) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randrange(1, most))


def flip(chance: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30)) if content else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwrite(chance: Random, content: bytes) -> bytes:
    start, end = _span(chance, content, 64)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def cut(chance: Random, content: bytes) -> bytes:
    start, end = _span(chance, content)
    return chance.choice((content[:start], content[start:], content[:start] + content[end:]))


def insert(chance: Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    mark = chance.choice((*MARKS, chance.choice(TEXTS).encode()))
    return content[:at] + mark * chance.choice((1, 1, 2, 50)) + content[at:]


def repeat(chance: Random, content: bytes) -> bytes:
    start, end = _span(chance, content)
    times = min(chance.choice((2, 3, 20, 300)), 200_000 // max(end - start, 1) + 2)
    return content[:end] + content[start:end] * times + content[end:]


def recode(chance: Random, content: bytes) -> bytes:
    text = content.decode(chance.choice(("utf-8", "utf-8", "latin-1", "utf-16-le")), "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def swap(chance: Random, content: bytes) -> bytes:
    """Put a piece of the file somewhere else."""
    start, end = _span(chance, content, 512)
    rest = content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + content[start:end] + rest[at:]


def empty(chance: Random, content: bytes) -> bytes:
    return chance.choice((b"", b"\0" * 100, b"\n\n", content[:1], chance.randbytes(300)))


ANY: tuple[Change, ...] = (flip, flip, overwrite, cut, cut, insert, insert, repeat, recode, swap)
