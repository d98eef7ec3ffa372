"""XML that strangers send, one part of it at a time. This module follows nothing the file says and bounds what it is.

Whatever XML can be made to do, bombs of entities, other files, other machines, starts in a document type or entity:
a file that declares either is refused at that word. The whole is given to the parser at once, for in pieces a single
long word costs the square of its length.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from data.errors import FileError

MAX_BYTES = 50 * 2**20
MAX_TAGS = 1_500_000
"""Beginnings and ends of elements: some 30,000 activities of 25 elements each."""

MAX_DEPTH = 24
MAX_ATTRIBUTES = 50
MAX_LETTERS = 2_000_000
"""Of one activity; a text of more than a few thousand is none that a person wrote."""


class Part(NamedTuple):
    """One element of the kind asked for: itself, the attributes of the root, and the line it begins on."""

    element: Element
    root: Mapping[str, str]
    line: int


def read_parts(content: bytes, root: str, name: str, take: Callable[[Part], None]) -> None:
    """Give each child called `name` of the root element to `take`, and forget it.

    Raises
    ------
    FileError
        The file is too large, no XML, breaks off, has another root, declares a document type, or is nested too deep.
    """
    if len(content) > MAX_BYTES:
        raise FileError(f"แฟ้ม XML ใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the XML is larger than {MAX_BYTES:,} bytes")
    if content.count(b"<") > MAX_TAGS:
        raise FileError(f"แฟ้ม XML มีป้ายมากกว่า {MAX_TAGS:,}", f"the XML has more than {MAX_TAGS:,} tags")
    target = _Target(root, name, take)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        raise FileError(
            "แฟ้ม XML ประกาศชนิดเอกสารหรือเอนทิตี (DTD) จึงไม่อ่านเพื่อความปลอดภัย",
            "the XML declares a document type or entities (DTD), and such files are not read, for safety",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileError(
            f"แฟ้ม XML เสียหายหรือขาดกลางทาง (ราวบรรทัด {target.line():,})",
            f"the XML is damaged or breaks off, about line {target.line():,}",
        ) from error


class _Target:
    """What the parser tells of: keeps the part being read, counts depth, and holds the root to its name."""

    line: Callable[[], int]

    def __init__(self, root: str, name: str, take: Callable[[Part], None]) -> None:
        self._asked, self._take = (root, name), take
        self._root: Mapping[str, str] = {}
        self._stack: list[tuple[Element, list[str]]] = []
        self._from_line = self._letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._stack) >= MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise FileError("แฟ้ม XML ซ้อนลึกหรือซับซ้อนเกินไป", "the XML is nested too deep or its elements are too wide")
        element = Element(tag, attributes)
        if not self._stack:
            self._begin(element)
        elif len(self._stack) == 1:
            self._from_line, self._letters = self.line(), 0
        else:
            self._stack[-1][0].append(element)
        self._stack.append((element, []))

    def _begin(self, element: Element) -> None:
        if element.tag != self._asked[0]:
            raise FileError(
                f"แฟ้ม XML นี้ไม่ใช่ <{self._asked[0]}>", f"this XML is no <{self._asked[0]}> but <{element.tag[:40]}>"
            )
        self._root = element.attrib

    def data(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > MAX_LETTERS:
            raise FileError("ข้อความใน XML ยาวเกินไป", f"a part of the XML holds more than {MAX_LETTERS:,} letters")
        self._stack[-1][1].append(text)

    def end(self, tag: str) -> None:
        element, texts = self._stack.pop()
        element.text = "".join(texts)
        if len(self._stack) == 1 and tag == self._asked[1]:
            self._take(Part(element, self._root, self._from_line))

    def close(self) -> None:
        """Say nothing at the end."""
