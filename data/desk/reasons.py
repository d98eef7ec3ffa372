"""What people write of why: reasons, objections, notes. This module refuses what is too long."""

from data.errors import DataError

LONGEST = 300
"""Letters of one sentence."""


def fitting(text: str, most: int = LONGEST) -> str:
    """Return a text without blanks around it.

    Raises
    ------
    DataError
        It has more than `most` letters.

    Examples
    --------
    >>> fitting(" คนละคลอง ")
    'คนละคลอง'
    """
    said = text.strip()
    if len(said) > most:
        raise DataError(
            f"ข้อความยาว {len(said):,} ตัวอักษร เขียนได้ไม่เกิน {most:,} ตัวอักษร",
            f"the text has {len(said):,} letters, at most {most:,} may be written",
        )
    return said


def opening_words(text: str, most: int = LONGEST) -> str:
    """Return the beginning of a text that is kept whole elsewhere, with a sign that it goes on.

    >>> opening_words("คนละคลองคนละฤดู", 9)
    'คนละคลอง…'
    """
    said = text.strip()
    return said if len(said) <= most else f"{said[: most - 1]}…"
