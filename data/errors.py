"""What can be wrong with records and with their keeping. This module names every refusal of data."""

import traceback
from dataclasses import dataclass, field


def trace_of(error: BaseException) -> str:
    """Return where an error came from and of which kind it and its causes are, for a log: no value, no message.

    What an error says may quote a record, and with it somebody's name.
    """
    cause = error.__cause__ or error.__context__
    before = f"{trace_of(cause)}\n" if cause else ""
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}"


class DataError(Exception):
    """Something a user can mend: says in Thai and English what was seen and what is allowed.

    Attributes
    ----------
    thai, english : the message in each language; ``str(error)`` is both, Thai first.
    """

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(f"{thai} | {english}")
        self.thai = thai
        self.english = english


class StoreError(DataError):
    """The store is missing, locked, full, damaged or of another version."""


class DamagedError(StoreError):
    """The file of the store is damaged, or is no database."""


class FileError(DataError):
    """A file as a whole cannot be read: missing, of an unknown kind, too large, damaged."""


class UsageError(DataError):
    """A command was called in a way it cannot follow."""


class NotAllowedError(DataError):
    """Whoever asks has no right to what they ask for, or could not show who they are."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a user's file.

    Attributes
    ----------
    table : table of the record, ``file`` for the file as a whole.
    row : row as the user's program counts it (the heading is row 1); 0 where none applies.
    column : column name as in the file, blank where none applies.
    code : stable name of the kind of problem, such as ``unknown_area``.
    value : the value seen.
    allowed : what would be accepted, in words or as values.
    suggestion : the likely intended value, blank where none is likely.
    more : how many further ones of the same kind in the same column this stands for, which are not told one by one;
        0 for a problem that stands for itself.
    confidence : how surely the suggestion is what was meant, 0..1; None where nobody has measured it.
    """

    table: str
    row: int
    column: str
    code: str
    value: str
    allowed: str = ""
    suggestion: str = ""
    more: int = field(default=0, kw_only=True)
    confidence: float | None = field(default=None, kw_only=True)

    @property
    def count(self) -> int:
        """How many problems this is."""
        return self.more or 1
