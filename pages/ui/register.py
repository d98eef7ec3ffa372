"""The records open now, with names to call things by. This module is what pages know of the register."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.schema import SEPARATOR, Level, Role
from geo import presence
from geo.choice import Hosting
from pages.ui import calendar
from pages.ui.names import Names, names_of
from pages.ui.words import LANGUAGES


@dataclass(frozen=True, eq=False)
class Register:
    """One state of the store: its records, settings, and the version that names store and state to the caches.

    ``kept``: the past day at whose end it stood so; None for the present.
    """

    version: str
    records: Mapping[str, pd.DataFrame]
    settings: Mapping[str, str]
    kept: datetime.date | None = None

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
    def assets(self) -> pd.DataFrame:
        """Assets by asset_id."""
        return self.records["assets"].set_index("asset_id")

    @cached_property
    def towns(self) -> frozenset[str]:
        """Codes of tambon without villages, each one unit of its own."""
        areas = self.areas
        return frozenset(areas.index[(areas["level"] == Level.TAMBON) & ~areas.index.isin(areas["parent"])])

    @cached_property
    def parts(self) -> Mapping[str, list[tuple[str, str]]]:
        """Agencies and roles of each record (role blank where unknown), in the order of the roles."""
        order = {role: at for at, role in enumerate(Role)}
        rows = self.records["participation"].fillna({"role": ""})
        rows = rows.assign(at=rows["role"].map(order).fillna(len(order))).sort_values("at", kind="stable")
        pairs = zip(rows["agency_id"], rows["role"], strict=True)
        found: dict[str, list[tuple[str, str]]] = {}
        for initiative_id, pair in zip(rows["initiative_id"], pairs, strict=True):
            found.setdefault(initiative_id, []).append(pair)
        return found

    @cached_property
    def unplaced(self) -> Mapping[str, list[str]]:
        """Places that a record names and no official code fits, each with the reason."""
        rows = self.records["unplaced"].fillna({"reason": ""})
        texts = rows["place"].str.cat(rows["reason"].map(lambda why: f" ({why})" if why else ""))
        return texts.groupby(rows["initiative_id"]).agg(list).to_dict()

    @cached_property
    def wide(self) -> pd.Index:
        """Records that name an amphoe or the province: work that no tambon is painted with."""
        codes = self.initiatives["areas"].dropna().str.split(SEPARATOR).explode()
        is_wide = codes.map(self.areas["level"]).isin([Level.PROVINCE, Level.AMPHOE])
        return codes.index[is_wide].unique()

    @cached_property
    def marks(self) -> pd.DataFrame:
        """Where every record is drawn on the map; see `geo.presence.marks`."""
        return presence.marks(self.records)

    @cached_property
    def precision(self) -> Mapping[tuple[str, str], str]:
        """Precision of dates of initiatives that are no whole day, by initiative_id and column."""
        rows = self.records["precision"]
        rows = rows[rows["table"] == "initiatives"]
        return dict(zip(zip(rows["record"], rows["column"], strict=True), rows["precision"], strict=True))

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """Names in each language."""
        return {lang: names_of(self.records, lang) for lang in LANGUAGES}

    @cached_property
    def agencies_by_name(self) -> Mapping[str, list[str]]:
        """Agency ids in the order of their names in each language."""
        return {lang: sorted(names.agencies, key=names.agencies.__getitem__) for lang, names in self.names.items()}

    @cached_property
    def areas_in_order(self) -> list[str]:
        """Area codes in order."""
        return sorted(self.areas.index)

    @property
    def default_day(self) -> datetime.date:
        """The as-of day the register opens at: its own setting, else today, or the past day it is looked at."""
        try:
            return datetime.date.fromisoformat(self.settings.get("opening_as_of", ""))
        except ValueError:
            return self.kept or calendar.today()

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Codes that an address may name, by parameter."""
        return {
            "theme": frozenset(self.themes.index),
            "agency": frozenset(self.agencies.index),
            "host": frozenset({*self.agencies.index, *Hosting}),
            "area": frozenset(self.areas.index),
            "work": frozenset(self.initiatives.index),
        }

    @cached_property
    def days(self) -> list[datetime.date]:
        """Month ends from the first date on record to today, latest first, with the opening day among them."""
        earliest = self.records["initiatives"][["start_date", "end_date", "status_date"]].min().min()
        first = self.default_day if pd.isna(earliest) else earliest.date()
        ends = calendar.month_ends(first, max(self.kept or calendar.today(), self.default_day))
        return sorted({*ends, self.default_day}, reverse=True)

    @property
    def is_invented(self) -> bool:
        """Whether the register says that all of it is invented."""
        return self.settings.get("invented") == "yes"

    def around(self, code: str) -> list[str]:
        """Return the areas that one lies in, widest first; at most as many as there are levels."""
        chain: list[str] = []
        while isinstance(code := self.areas["parent"].get(code), str) and len(chain) < len(Level):
            chain.insert(0, code)
        return chain

    def title(self, lang: str) -> str:
        """Return what the register calls itself; blank for the office's own."""
        return self.settings.get(f"title_{lang}") or self.settings.get("title_th", "")

    def area_name(self, code: str, lang: str) -> str:
        """Return the name of an area with the kind of area before it, ``ต.ท่าดี``; the code where it has none.

        A village with another of its name in the tambon has its number: ``บ้านนา หมู่ที่ 3``.
        """
        return self.names[lang].areas.get(code, code)

    def place_name(self, code: str, lang: str) -> str:
        """Return the name of an area and of those around it up to the amphoe: ``บ้านนา ต.ท่าดี อ.ลานสกา``."""
        return self.names[lang].places.get(code, code)

    def agency_name(self, agency_id: str, lang: str) -> str:
        """Return the name of an agency."""
        return self.names[lang].agencies.get(agency_id, agency_id)

    def theme_name(self, code: str, lang: str) -> str:
        """Return the name of a theme."""
        return self.names[lang].themes.get(code, code)

    def title_of(self, initiative_id: str, lang: str) -> str:
        """Return the title of an initiative."""
        return self.names[lang].titles.get(initiative_id, initiative_id)

    @cached_property
    def theme_options(self) -> list[str]:
        """Theme codes, each group followed by its leaves."""
        tops = self.themes["parent"].isna()
        order = self.themes.assign(group=self.themes["parent"].fillna(self.themes.index.to_series()), leaf=~tops)
        return order.reset_index().sort_values(["group", "leaf", "code"])["code"].tolist()

    @cached_property
    def leaves(self) -> frozenset[str]:
        """Codes of themes that stand within another."""
        return frozenset(self.themes.index[self.themes["parent"].notna()])


def values(field: object) -> list[str]:
    """Return the several values of one field; none for a blank one."""
    return field.split(SEPARATOR) if isinstance(field, str) else []
