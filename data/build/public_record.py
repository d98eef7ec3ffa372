"""Initiatives and agencies named in public pages. This module makes the public-record sample of them.

Run ``python -m data.build.public_record`` after ``data.build.facts``. What a word, a name or a place of the source is
taken to mean stands in ``tables/``, with the reason where it is not plain.
"""

from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from data.build import registry
from data.build.facts import BUDDHIST_ERA, OUT, TABLES_DIR, read, shared, write
from data.build.places import Gazetteer, Place
from data.schema import SEPARATOR, Role, Status

SAMPLE = Path(__file__).parents[1] / "samples" / "public"
ONGOING = "ongoing_as_of"
LAST_DAY = "-12-31"
FIRST_DAY = "-01-01"
FRESH_MONTHS = 24
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
DATES = ("status_date", "start_date", "end_date")


def readings_of(folder: Path) -> pd.DataFrame:
    """Return the initiatives as gathered, each with our own reading of it."""
    gathered = read(folder / "initiatives_public_record.csv")
    own = read(TABLES_DIR / "initiatives.csv")
    return gathered.merge(own, on="title_th", how="left", validate="one_to_one", suffixes=("_gathered", ""))


def initiatives(readings: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Return the initiatives in the form of the contract."""
    themes = _lookup("theme_words", "word", "themes")
    addresses = readings["initiative_id"].map(_lookup("addresses", "initiative_id", "source_url"))
    areas = placed[placed["code"] != ""].drop_duplicates(["initiative_id", "code"])
    return readings.assign(
        themes=readings["themes"].where(readings["themes"] != "", readings["theme"].map(themes)),
        areas=readings["initiative_id"].map(areas.groupby("initiative_id")["code"].agg(_joined)).fillna(""),
        source_url=addresses.fillna(readings["source_url"]).map(partial(quote, safe="%:/?=&#,.")),
        **_statuses(readings["status"]),
        start_date=_dated(readings["start_date"], readings["year_start_be"], FIRST_DAY),
        end_date=_dated(readings["end_date"], readings["year_end_be"], LAST_DAY),
    )


def _statuses(words: pd.Series) -> dict[str, pd.Series]:
    """Return status and status date; a word that is not in the table is an error, an empty one unknown."""
    known = {"": "", **_lookup("status_words", "word", "status")}
    kind = words.where(~words.str.startswith(ONGOING), ONGOING)
    year = words.str.extract(rf"{ONGOING}_(\d+)")[0].fillna("")
    blank = pd.Series("", index=words.index)
    return {"status": kind.map(lambda word: known[word]), "status_date": _dated(blank, year, LAST_DAY)}


def _dated(exact: pd.Series, year_be: pd.Series, day: str) -> pd.Series:
    """Return the exact date where one is stated, else that day of the Buddhist year, else blank."""
    of_year = [f"{int(year) - BUDDHIST_ERA}{day}" if year else "" for year in year_be]
    return exact.where(exact != "", pd.Series(of_year, index=exact.index))


def precision(readings: pd.DataFrame) -> pd.DataFrame:
    """Return a row for every date of which the page gives the year alone."""
    known_year = {
        "status_date": readings["status"].str.startswith(ONGOING),
        "start_date": (readings["start_date"] == "") & (readings["year_start_be"] != ""),
        "end_date": (readings["end_date"] == "") & (readings["year_end_be"] != ""),
    }
    rows = pd.DataFrame(known_year).assign(record=readings["initiative_id"]).melt("record", list(DATES), "column")
    years = rows[rows["value"]].sort_values(["record", "column"])
    return years.assign(table="initiatives", precision="year")


def places(readings: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return every place of every initiative: its code, or the name that has none and why.

    Places read by hand that have a code stand instead of what the columns say; those without one are added.
    """
    gazetteer = Gazetteer(areas)
    found = [
        (row.initiative_id, place.code, place.unplaced, place.reason)
        for row in readings.itertuples()
        for place in _named(gazetteer, row.amphoe_th, row.tambon_th, row.village)
    ]
    columns = ["initiative_id", "code", "place", "reason"]
    by_hand = read(TABLES_DIR / "places.csv").rename(columns={"area_code": "code"})
    settled = by_hand.loc[by_hand["code"] != "", "initiative_id"]
    automatic = pd.DataFrame(found, columns=columns)
    return pd.concat([automatic[~automatic["initiative_id"].isin(settled)], by_hand[columns]], ignore_index=True)


def _named(gazetteer: Gazetteer, amphoe: str, tambon: str, village: str) -> list[Place]:
    """Return the places of three fields whose values stand in step; a single value goes with all."""
    fields = [field.split(SEPARATOR) for field in (amphoe, tambon, village)]
    steps = max(map(len, fields))
    return [
        gazetteer.locate(*(field[step] if len(field) > 1 else field[0] for field in fields)) for step in range(steps)
    ]


def unplaced(placed: pd.DataFrame) -> pd.DataFrame:
    """Return the places that have no code, each with the reason."""
    return placed[placed["reason"] != ""].sort_values(["initiative_id", "place"])


def agencies(folder: Path, known: pd.DataFrame) -> pd.DataFrame:
    """Return the agencies named there that the shipped facts do not hold."""
    own = read(TABLES_DIR / "agencies.csv")
    own = own[(own["agency_id"] != "") & ~own["agency_id"].isin(known["agency_id"])]
    gathered = read(folder / "agencies_public_record.csv").rename(columns={"short": "short_name"})
    merged = own.merge(gathered, on="name_th", how="left", suffixes=("", "_gathered")).fillna("")
    for column in ("name_en", "sector", "functions"):
        stated = merged[f"{column}_gathered"] if column != "functions" else ""
        merged[column] = merged[column].where(merged[column] != "", stated)
    return merged.sort_values("agency_id")


def participation(readings: pd.DataFrame) -> pd.DataFrame:
    """Return who takes part: the lead as host, partners without a role save where the page gives one."""
    ids = _lookup("agencies", "name_th", "agency_id")
    lead = _takers(readings, "lead_agency", ids).assign(role=Role.ACCOUNTABLE)
    partners = _takers(readings, "partner_agencies", ids).assign(role="")
    stated = read(TABLES_DIR / "roles.csv")
    rows = pd.concat([stated, lead, partners], ignore_index=True)
    named = rows[rows["agency_id"] != ""].drop_duplicates(["initiative_id", "agency_id"])
    return named.sort_values(["initiative_id", "agency_id"])


def _takers(readings: pd.DataFrame, field: str, ids: dict[str, str]) -> pd.DataFrame:
    names = readings.set_index("initiative_id")[field].str.split(SEPARATOR).explode()
    named = names[names != ""]
    return named.map(lambda name: ids[name]).rename("agency_id").reset_index()


def opening_day(records: pd.DataFrame) -> tuple[date, int]:
    """Return the latest day on which most of `records` are active, and how many are."""
    dates = {name: pd.to_datetime(records[name].replace("", None)) for name in DATES}
    open_status = records["status"].isin([Status.IMPLEMENTATION, Status.FINALISATION])
    days = pd.date_range(dates["start_date"].min(), dates["status_date"].max())
    counts = pd.Series(0, index=days)
    for status_date, start, end in pd.DataFrame(dates)[open_status].itertuples(index=False):
        fresh = days - pd.DateOffset(months=FRESH_MONTHS) < status_date if pd.notna(status_date) else True
        until = days <= end if pd.notna(end) else fresh
        counts += (until & (days >= start if pd.notna(start) else True)).astype(int)
    return counts[counts == counts.max()].index[-1].date(), int(counts.max())


def settings(records: pd.DataFrame) -> pd.DataFrame:
    """Return what the sample says of itself."""
    day, active = opening_day(records)
    total = len(records)
    thai_day = f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA}"
    said = {
        "sample": "public",
        "title_th": "บันทึกสาธารณะ",
        "title_en": "Public record",
        "opening_as_of": f"{day:%Y-%m-%d}",
        "opening_note_th": f"เปิด ณ วันที่ {thai_day} ซึ่งเป็นวันที่มีงานเปิดอยู่มากที่สุด {active} จาก {total} งานในบันทึก",
        "opening_note_en": f"Opens on {day:%Y-%m-%d}, the day on which most records are active: {active} of {total}.",
    }
    return pd.DataFrame(said.items(), columns=["key", "value"])


def _lookup(table: str, key: str, value: str) -> dict[str, str]:
    return read(TABLES_DIR / f"{table}.csv").set_index(key)[value].to_dict()


def _joined(codes: pd.Series) -> str:
    return SEPARATOR.join(sorted(codes))


def build(source: Path, folder: Path) -> None:
    """Write the sample made from `source` into `folder`."""
    readings = readings_of(source)
    placed = places(readings, read(OUT / "areas.csv"))
    records = initiatives(readings, placed)
    frames = {
        "agencies": agencies(source, read(OUT / "agencies.csv")),
        "initiatives": records,
        "participation": participation(readings),
        "unplaced": unplaced(placed),
        "precision": precision(readings),
        "settings": settings(records),
    }
    for table, frame in frames.items():
        write(frame, table, folder)
        print(f"{table}.csv: {len(frame)} rows")


if __name__ == "__main__":
    build(shared(), SAMPLE)
    registry.write()
