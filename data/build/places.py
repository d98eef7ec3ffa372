"""Names of amphoe, tambon and villages turned into official codes. This module finds places, and never guesses."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

PROVINCE = "80"
MOO = re.compile(r"หมู่\s*(\d+)")
VILLAGE_NAME = re.compile(r"บ้าน\S+")
PREFIXES = ("บ้าน", "ตำบล", "ต.", "กิ่งอำเภอ", "อำเภอ", "อ.")
SAME_SOUND = str.maketrans("ใ", "ไ")


@dataclass(frozen=True)
class Place:
    """A place as named: the narrowest code that surely holds it, and why it could not be narrower."""

    code: str
    unplaced: str = ""
    reason: str = ""


def plain(name: str) -> str:
    """Return a name without prefix and without differences of spelling that are only of typing."""
    name = unicodedata.normalize("NFC", name).replace("\u0e4d\u0e32", "\u0e33").replace("\u200b", "").strip()
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name.strip().translate(SAME_SOUND)


@dataclass(frozen=True)
class Gazetteer:
    """The official areas, searched by name within a wider area."""

    areas: pd.DataFrame

    def named(self, name: str, level: str, within: str) -> pd.DataFrame:
        """Return the areas of `level` called `name` that lie in the area `within`."""
        there = self.areas[(self.areas["level"] == level) & self.areas["code"].str.startswith(within)]
        return there[there["name_th"].map(plain) == plain(name)]

    def locate(self, amphoe: str, tambon: str, village: str) -> Place:
        """Return the place named by these three, any of which may be blank."""
        code = ""
        for name, level in ((amphoe, "amphoe"), (tambon, "tambon")):
            found = self.named(name, level, code or PROVINCE) if name else []
            if name and len(found) != 1:
                return Place(code, name, "ไม่มีชื่อนี้ในทำเนียบ" if found.empty else _several(found))
            code = found["code"].iloc[0] if name else code
        return self._village(village, code) if village else Place(code)

    def _village(self, text: str, within: str) -> Place:
        """Return the village that number and name agree on, else the area `within` and the reason."""
        villages = self.areas[(self.areas["level"] == "village") & self.areas["code"].str.startswith(within)]
        moo, name = MOO.search(text), VILLAGE_NAME.search(text)
        if not within or not (moo or name):
            return Place(within, text, "ไม่ใช่ชื่อหมู่บ้านหรือเลขหมู่")
        numbered = villages[villages["code"].str[6:].astype(int) == int(moo[1])] if moo else villages
        found = numbered[numbered["name_th"].map(plain) == plain(name[0])] if name else numbered
        if len(found) == 1:
            return Place(found["code"].iloc[0])
        if len(found):
            return Place(within, text, _several(found))
        return Place(within, text, self._missing(numbered if moo else None, name[0] if name else "", within))

    def _missing(self, numbered: pd.DataFrame | None, name: str, within: str) -> str:
        """Say what the gazetteer has instead."""
        if numbered is None or not name:
            known = self.areas.loc[self.areas["code"].str.startswith(within), "name_th"]
            close = get_close_matches(name, sorted(set(known)), n=3, cutoff=0.75)
            return "ไม่มีหมู่บ้านนี้ในทำเนียบ" + (f" ใกล้เคียง: {' '.join(close)}" if close else "")
        instead = [f"หมู่ {int(code[6:])} คือ{known}" for code, known in numbered[["code", "name_th"]].to_numpy()]
        elsewhere = self.named(name, "village", within)
        instead += [f"{name}คือหมู่ {int(code[6:])}" for code in elsewhere["code"]]
        return "เลขหมู่กับชื่อไม่ตรงกัน ในทำเนียบ " + " และ".join(instead)


def _several(found: pd.DataFrame) -> str:
    return "มีชื่อนี้หลายแห่ง: " + " ".join(found["code"])
