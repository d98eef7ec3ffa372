"""Names of sheets and files that stand beside the records and hold none. This module keeps readers off them."""

import re

from data.schema.invented import NOTICE

GUIDE = "วิธีกรอก"
"""How the template is filled in."""
EXAMPLES = "ตัวอย่าง"
"""Invented records that show how the template is filled in."""
LISTS = "รายการ"
"""The values that cells of the template offer."""

NAMED = " · "
"""Stands between a code and the name of what it means where the template offers both; readers take the code."""

PROBLEM_LIST = "ปัญหา"
"""What is wrong with a workbook, as a list."""
PROBLEM_HEADING = "ปัญหา | problem"
"""Heading of the column that says what is wrong with each row; readers leave the column out."""

BESIDE = (NOTICE, GUIDE, EXAMPLES, LISTS, PROBLEM_LIST)
"""All of them; readers pass over these without a word."""

_LIVE = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs: ``'`` stands before what begins like a formula.

    >>> guarded("=1+1"), guarded("'-"), guarded("'ก")
    ("'=1+1", "''-", "'ก")
    """
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell: what `guarded` put before it is taken off again.

    >>> unguarded("'=1+1"), unguarded("''-"), unguarded("'ก")
    ('=1+1', "'-", "'ก")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def exact(text: str) -> str:
    """Return `text` of a file that is no sheet so that `unguarded` leaves it as it is.

    >>> exact("'=1"), exact("=1")
    ("''=1", '=1')
    """
    return guarded(text) if unguarded(text) != text else text
