"""What people call themselves. This module brings names of accounts and of people into one form."""

import unicodedata

LONGEST_NAME = 60
"""Characters of the name that somebody goes by."""


def account_key(name: str) -> str:
    """Return a name as accounts are called: lower case, without blanks around.

    >>> account_key(" Somsri ")
    'somsri'
    """
    return unicodedata.normalize("NFKC", name).strip().lower()


def clean_name(name: str) -> str:
    """Return a name on one line without control characters and runs of blanks, cut to `LONGEST_NAME`."""
    flat = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", name))
    return " ".join(flat.split())[:LONGEST_NAME]
