"""An invented province on the real areas. This module makes the demo sample and the table of its known truths.

Run ``python -m data.build.demo`` after ``data.build.facts``. Words, agencies and ways of working stand in
``tables/``; every draw is fixed, so that the same tables give the same files on any machine.
"""

from pathlib import Path

import pandas as pd

from data.build import registry
from data.build.demo_agencies import agency_rows, coverage_rows, roster
from data.build.demo_batons import BATONS
from data.build.demo_chance import Chance
from data.build.demo_days import OPENING
from data.build.demo_draft import Desk, words
from data.build.demo_fronts import FRONTS
from data.build.demo_land import Land, land
from data.build.demo_spots import Ground, Truth, truth_rows
from data.build.demo_stories import Teller, styles
from data.build.demo_things import asset_rows, asset_truths, hat_rows, indicator_rows
from data.build.demo_wide import add_lapsed, add_neighbours, add_nowhere, add_wide, forget_some
from data.build.demo_works import Book, initiative_rows, participation_rows, precision_rows, tie_rows
from data.build.facts import BUDDHIST_ERA, TABLES_DIR, write
from data.build.public_record import MONTHS
from data.schema.invented import SETTING

SAMPLE = Path(__file__).parents[1] / "samples" / "demo"
TRUTH = TABLES_DIR / "demo_truth.csv"


def plant(ground: Ground) -> list[Truth]:
    """Write every planted truth into the book."""
    return [truth for at, told in enumerate((*FRONTS, *BATONS)) for truth in told(ground.spot(f"{at}"))]


def tell(desk: Desk, land: Land, ground: Ground) -> None:
    """Tell the story of every tambon, apart from what is planted there."""
    ways = styles()
    for code, tambon in land.tambon.items():
        chance = Chance(f"story {code}")
        Teller(desk, tambon, ways.loc[tambon.style], ground.taken.get(code, set()), chance).tell()


def settings(count: int) -> pd.DataFrame:
    """Return what the sample says of itself."""
    thai_day = f"{OPENING.day} {MONTHS[OPENING.month - 1]} {OPENING.year + BUDDHIST_ERA}"
    said = {
        "sample": "demo",
        SETTING: "yes",
        "title_th": "จังหวัดสมมติ (สาธิต)",
        "title_en": "Invented province (demo)",
        "opening_as_of": f"{OPENING:%Y-%m-%d}",
        "opening_note_th": (
            f"ข้อมูลสมมติทั้งหมด {count:,} งาน เปิด ณ วันที่ {thai_day} เสมอ เจ็ดสัปดาห์หลังขึ้นปีงบประมาณ 2570: "
            "งานปีใหม่เริ่มแล้ว งานปีเก่ากำลังปิด"
        ),
        "opening_note_en": (
            f"All {count:,} initiatives are invented. Always opens on {OPENING:%Y-%m-%d}, seven weeks into fiscal "
            "year 2570: the new year's work has begun and last year's is being closed."
        ),
    }
    return pd.DataFrame(said.items(), columns=["key", "value"])


def frames() -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables of the sample and that of its truths."""
    ground_land = land()
    desk = Desk(Book(), roster(ground_land), words())
    truths, unplaced = _write_book(desk, ground_land)
    assets = asset_rows(desk, ground_land)
    hats, hat_truths = hat_rows(desk.roster, ground_land)
    works = desk.book.works
    tables = {
        "agencies": agency_rows(desk.roster),
        "initiatives": initiative_rows(works),
        "participation": participation_rows(works),
        "assets": assets,
        "ties": tie_rows(desk.book.ties),
        "coverage": coverage_rows(desk.roster),
        "indicators": indicator_rows(ground_land),
        "hats": hats,
        "unplaced": unplaced,
        "precision": precision_rows(works),
        "settings": settings(len(works)),
    }
    return tables, truth_rows([*truths, *asset_truths(assets), *hat_truths])


def _write_book(desk: Desk, land: Land) -> tuple[list[Truth], pd.DataFrame]:
    """Write all works, the planted ones first; return what was planted and the places that no code fits."""
    ground = Ground(desk, land)
    truths = plant(ground)
    planted = len(desk.book.works)
    tell(desk, land, ground)
    add_wide(desk, land)
    add_neighbours(desk, land, ground.taken)
    add_lapsed(desk, land)
    unplaced = add_nowhere(desk, land)
    forget_some(desk, planted)
    return truths, pd.DataFrame(unplaced)


def build(folder: Path, truth: Path) -> None:
    """Write the sample into `folder` and its truths into the file `truth`."""
    folder.mkdir(parents=True, exist_ok=True)
    tables, truths = frames()
    for table, frame in tables.items():
        write(frame, table, folder)
        print(f"{table}.csv: {len(frame)} rows")
    truths.to_csv(truth, index=False, encoding="utf-8", lineterminator="\n")
    print(f"{truth.name}: {len(truths)} rows")


if __name__ == "__main__":
    build(SAMPLE, TRUTH)
    registry.write()
