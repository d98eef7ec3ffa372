"""Names in place of codes and ids. This module finds the agencies and themes that cells mean, or makes new ones."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.readers.agencies import Agencies
from data.readers.bynames import ByName
from data.readers.matches import Match, settled, suggestion
from data.readers.namings import made_id
from data.readers.spelling import letters
from data.schema import SEPARATOR, TABLES, Records, typed

_NAMES = {"agencies": ("name_th", "name_en", "short_name"), "themes": ("name_th", "name_en")}
_COMMA = re.compile(r"[,\n]")
_SLUG = re.compile(r"[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")
_LONGEST = 300
"""No agency and no theme is called by so many letters."""
_MOST_LISTED = 20
_MOST_MISSED = 1000
MOST_NEW = 10_000


class Meaning(NamedTuple):
    """What a text means: an id, whether it is that very id or name, what was likely meant otherwise, how surely."""

    text: str
    code: str
    is_plain: bool = True
    likely: str = ""
    confidence: float | None = None


class References:
    """Records of one table by id and name.

    Parameters
    ----------
    table : ``agencies`` or ``themes``.
    known : the records there are; ``aliases`` are names of agencies too.
    makes : whether names that nobody knows become new records.

    Attributes
    ----------
    new : cells of the new records by id.
    """

    def __init__(self, table: str, known: Records, *, makes: bool) -> None:
        frame = known.get(table, typed(table))
        self._key = TABLES[table].key[0]
        self._table, self._makes = table, makes
        self._ids = set(frame[self._key])
        self._names = dict(zip(frame[self._key], frame["name_th"], strict=True))
        self._by_name: dict[str, set[str]] = {}
        named = {
            one: [n for n in names if isinstance(n, str)]
            for one, *names in frame[[self._key, *_NAMES[table]]].itertuples(index=False)
        }
        for one, names in named.items():
            self._learn(one, names)
        agencies = Agencies(frame, known.get("aliases")) if table == "agencies" else None
        self._find = (
            agencies.find
            if agencies
            else ByName({one: list(map(letters, names)) for one, names in named.items()}).find
        )
        self._matches: dict[str, list[Match]] = {}
        self._missed = 0
        self.new: dict[str, dict[str, str]] = {}

    def _learn(self, one: str, names: Iterable[str]) -> None:
        for name in filter(letters, names):
            self._by_name.setdefault(letters(name), set()).add(one)

    def meanings(self, text: str, name: str = "", parent: str = "") -> Iterator[Meaning]:
        """Yield what a cell means, each of several agencies or themes it lists.

        Parameters
        ----------
        text : ids or names, `SEPARATOR` between several, or what else `_listed` takes for a list.
        name : what a new one is called where `text` is its id.
        parent : the theme above a new one.
        """
        for whole in filter(None, (part.strip() for part in text.split(SEPARATOR))):
            for part in self._listed(whole):
                code = self.code(part)
                if code or not self._makes or letters(part) in self._by_name or len(self.new) >= MOST_NEW:
                    yield self._meaning(part, code)
                else:
                    yield Meaning(part, self._made(part, name, parent))

    def _meaning(self, part: str, code: str) -> Meaning:
        is_plain = self._is_plain(part)
        is_guess = bool(code) and not is_plain and code not in self.new
        confidence = self._near(part)[0].confidence if is_guess else None
        return Meaning(part, code, is_plain, "" if code else suggestion(self._near(part)), confidence)

    def _listed(self, text: str) -> list[str]:
        """Return the names that a text lists: some of those between commas are known, or all between blanks."""
        if self.code(text) or len(text) > _LONGEST * _MOST_LISTED:
            return [text]
        pieces = [piece.strip() for piece in _COMMA.split(text) if piece.strip()]
        if len(pieces) > 1 and any(map(self.code, pieces)):
            return pieces
        words = text.split()
        return words if len(words) > 1 and all(map(self.code, words)) else [text]

    def name(self, code: str) -> str:
        """Return the name of a record, its id where it has none."""
        name = self.new[code]["name_th"] if code in self.new else self._names.get(code)
        return name if isinstance(name, str) else code

    def code(self, text: str) -> str:
        """Return the id of the record that `text` surely means; blank for none, or several."""
        if text in self._ids:
            return text
        named = self._by_name.get(letters(text), set())
        if named:
            return next(iter(named)) if len(named) == 1 else ""
        return settled(self._near(text)) or ""

    def _near(self, text: str) -> list[Match]:
        """Return what `text` may mean; after very many that mean nothing for sure no further one is looked up."""
        if text not in self._matches:
            is_open = self._missed < _MOST_MISSED and len(text) <= _LONGEST
            self._matches[text] = self._find(text) if is_open else []
            self._missed += settled(self._matches[text]) is None
        return self._matches[text]

    def _is_plain(self, text: str) -> bool:
        """Whether `text` is just how its record is called: of a new one, letter for letter as it was first met."""
        code = self.code(text)
        if code in self.new:
            return text in (code, self.new[code]["name_th"])
        matches = [] if text in self._ids or letters(text) in self._by_name else self._near(text)
        return not matches or matches[0].confidence == 1

    def _made(self, text: str, name: str, parent: str) -> str:
        called = " ".join((name or text).split())
        one = text if name else made_id(called) if self._table == "agencies" else _slug(called)
        one = made_id(called) if one in self._ids else one
        self._ids.add(one)
        self.new[one] = {self._key: one, "name_th": called} | ({"parent": parent} if parent else {})
        self._learn(one, [called])
        return one


def _slug(name: str) -> str:
    """Return the code of a theme that has none: its name with ``-`` between the words.

    >>> _slug("Food Security & Agriculture"), _slug("น้ำ ดื่ม")
    ('food-security-agriculture', 'น้ำ-ดื่ม')
    """
    return _SLUG.sub("-", name.lower()).strip("-") or made_id(name)
