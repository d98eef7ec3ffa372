"""The records open now, with names to call things by. This module is what pages know of the register."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.schema import SEPARATOR, Level
from pages.ui import calendar


@dataclass(frozen=True, eq=False)
class Register:
    """One state of the store: its records, settings and version."""

    version: int
    records: Mapping[str, pd.DataFrame]
    settings: Mapping[str, str]

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Areas by code."""
        return self.records["areas"].set_index("code")

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """Agencies by agency_id."""
        return self.records["agencies"].set_index("agency_id")

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Themes by code."""
        return self.records["themes"].set_index("code")

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """Initiatives by initiative_id."""
        return self.records["initiatives"].set_index("initiative_id")

    @cached_property
    def default_day(self) -> datetime.date:
        """The as-of day the register opens at: its own setting, else today."""
        try:
            return datetime.date.fromisoformat(self.settings.get("opening_as_of", ""))
        except ValueError:
            return calendar.today()

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Codes that an address may name, by parameter."""
        return {
            "theme": frozenset(self.themes.index),
            "agency": frozenset(self.agencies.index),
            "area": frozenset(self.areas.index),
        }

    @cached_property
    def days(self) -> list[datetime.date]:
        """Month ends from the first date on record to today, latest first, with the opening day among them."""
        dated = self.records["initiatives"][["start_date", "end_date", "status_date"]].stack()
        first = dated.min().date() if len(dated) else self.default_day
        ends = calendar.month_ends(first, max(calendar.today(), self.default_day))
        return sorted({*ends, self.default_day}, reverse=True)

    def title(self, lang: str) -> str:
        """What the register calls itself; blank for the office's own."""
        return self.settings.get(f"title_{lang}", "")

    def area_name(self, code: str, lang: str) -> str:
        """Name of an area with the kind of area before it, ``ต.ท่าดี``; the code where it has none."""
        if code not in self.areas.index:
            return code
        row = self.areas.loc[code]
        thai, english = _PREFIX.get(row["level"], ("", ""))
        if lang == "en" and isinstance(row["name_en"], str):
            return f"{english}{row['name_en']}"
        return f"{thai}{row['name_th']}"

    def place_name(self, code: str, lang: str) -> str:
        """Name of an area and of those around it up to the amphoe: ``บ้านนา ต.ท่าดี อ.ลานสกา``."""
        names = []
        while code in self.areas.index and self.areas.at[code, "level"] != Level.PROVINCE:
            names.append(self.area_name(code, lang))
            code = self.areas.at[code, "parent"]
        return " ".join(names) or self.area_name(code, lang)

    def agency_name(self, agency_id: str, lang: str) -> str:
        """Name of an agency."""
        return _named(self.agencies, agency_id, "name", lang)

    def theme_name(self, code: str, lang: str) -> str:
        """Name of a theme."""
        return _named(self.themes, code, "name", lang)

    def title_of(self, initiative_id: str, lang: str) -> str:
        """Title of an initiative."""
        return _named(self.initiatives, initiative_id, "title", lang)

    def theme_options(self) -> list[str]:
        """Theme codes, each group followed by its leaves."""
        tops = self.themes["parent"].isna()
        order = self.themes.assign(group=self.themes["parent"].fillna(self.themes.index.to_series()), leaf=~tops)
        return order.reset_index().sort_values(["group", "leaf", "code"])["code"].tolist()


_PREFIX = {
    Level.PROVINCE: ("จ.", ""),
    Level.AMPHOE: ("อ.", "Amphoe "),
    Level.TAMBON: ("ต.", "Tambon "),
    Level.VILLAGE: ("", ""),
}


def values(field: object) -> list[str]:
    """Return the several values of one field; none for a blank one."""
    return field.split(SEPARATOR) if isinstance(field, str) else []


def _named(frame: pd.DataFrame, key: str, stem: str, lang: str) -> str:
    if key not in frame.index:
        return key
    row = frame.loc[key]
    english = row[f"{stem}_en"]
    return str(english if lang == "en" and isinstance(english, str) else row[f"{stem}_th"])
