"""Ids for what has none. This module makes them of names, so that they are the same again."""

import hashlib
import unicodedata

from data.schema.labels import plain


def made_id(name: str) -> str:
    """Return the id of an agency that has none: the same for the same name, however it is spaced or cased.

    >>> made_id("กรม  ชลประทาน") == made_id("กรม ชลประทาน"), len(made_id("UNICEF"))
    (True, 14)
    """
    return f"org-{hashlib.sha256(_same(name).encode()).hexdigest()[:10]}"


def _same(name: str) -> str:
    return plain(unicodedata.normalize("NFC", name))
