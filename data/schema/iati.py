"""What our own IATI says beyond the standard's lists. This module is shared by who writes and who reads it."""

import re
from collections.abc import Mapping

from data.schema.labels import Label
from data.schema.values import TieKind

VOCABULARY = "urn:songklong-nakhon:themes"
"""Names our own list of themes, which stands at no public address: it travels with our own forms."""
REPORTING = "TH-SONGKLONG-NAKHON"
"""Stands for the office until it has an identifier of its own in the setting `REPORTING_SETTING`."""
REPORTING_SETTING = "iati_reporting_org"
KNOWN_ONLY = Label("ทราบเพียง {}", "known only as {}")
"""Says beside a date that only its month or year is known."""
RELATED: Mapping[TieKind, tuple[str, str]] = {
    TieKind.PART_OF: ("1", "2"),
    TieKind.CO_FUND: ("4", "4"),
    TieKind.SAME_RECORD: ("5", "5"),
    **dict.fromkeys((TieKind.CO_WORK, TieKind.BUILDS_ON, TieKind.HANDOVER), ("3", "3")),
}
"""Type of the related activity at the two ends of a tie: parent and child, co-funded, third party, sibling."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB = re.compile(r"https?://[^\s/?#@:\[\]]+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_RESERVED = re.compile(r"[/&|?%]")


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def safe(identifier: str) -> str:
    """Return `identifier` with the characters that IATI forbids in one written as in addresses.

    >>> safe("A/1")
    'A%2F1'
    """
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", clean(identifier))


def address(url: str) -> str:
    """Return an address of the web as XML's ``anyURI`` has it, Thai letters kept; blank for what is none.

    >>> address("https://x.org/ก%/#a#b"), address("หนังสือที่ 5"), address("http://a:b/")
    ('https://x.org/ก%25/#a%23b', '', '')
    """
    if not _WEB.fullmatch(url):
        return ""
    first, mark, rest = _BARE_PERCENT.sub("%25", clean(url)).partition("#")
    return f"{first}{mark}{rest.replace('#', '%23')}".replace("[", "%5B").replace("]", "%5D")
