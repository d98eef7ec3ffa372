"""An invented province on the shipped ground. This module writes its records as a folder of CSVs."""

import datetime
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from data.schema import Role, Sector, TieKind
from tests import stores
from tests.browser.serving import command

DAY = datetime.date(2024, 6, 30)
SHIPPED = Path(__file__).resolve().parents[2] / "data" / "province"
INITIATIVES, AGENCIES, TIES = 900, 36, 500


def tables(seed: int = 7) -> dict[str, pd.DataFrame]:
    """Return agencies, initiatives, participation and ties as text frames; the same for the same seed."""
    rng = np.random.default_rng(seed)
    areas = pd.read_csv(SHIPPED / "areas.csv", dtype="str")
    themes = pd.read_csv(SHIPPED / "themes.csv", dtype="str")
    leaves = themes.loc[themes["parent"].notna(), "code"].to_numpy()[:14]
    tambon = areas.loc[areas["level"] == "tambon", "code"].to_numpy()[20:130]
    villages = areas.loc[(areas["level"] == "village") & areas["parent"].isin(tambon), "code"].to_numpy()
    agency_ids = np.array([f"inv-{i:02d}" for i in range(AGENCIES)])
    agencies = pd.DataFrame(
        {
            "agency_id": agency_ids,
            "name_th": [f"หน่วยงานสมมติ {i}" for i in range(AGENCIES)],
            "sector": rng.choice(list(Sector), AGENCIES),
        }
    )
    ids = np.array([f"inv-{i:04d}" for i in range(INITIATIVES)])
    place = np.where(
        rng.random(INITIATIVES) < 0.55, rng.choice(tambon, INITIATIVES), rng.choice(villages, INITIATIVES)
    )
    initiatives = pd.DataFrame(
        {
            "initiative_id": ids,
            "title_th": [f"งานสมมติที่ {i}" for i in range(INITIATIVES)],
            "status": rng.choice(
                ["implementation", "closed", "pipeline", "suspended"], INITIATIVES, p=[0.75, 0.15, 0.06, 0.04]
            ),
            "status_date": "2024-01-31",
            "start_date": [_day(rng, 2022, 2023) for _ in ids],
            "end_date": [_day(rng, 2024, 2026) if rng.random() < 0.7 else "" for _ in ids],
            "direction": rng.choice(["bottom_up", "top_down", ""], INITIATIVES),
            "themes": rng.choice(leaves, INITIATIVES),
            "areas": place,
            "source_url": [f"https://example.org/invented/{i}" for i in range(INITIATIVES)],
        }
    )
    return {
        "agencies": agencies,
        "initiatives": initiatives,
        "participation": _participation(rng, ids, agency_ids),
        "ties": _ties(rng, ids),
        "settings": pd.DataFrame({"key": ["opening_as_of", "title_th"], "value": [DAY.isoformat(), "จังหวัดสมมติ"]}),
    }  # fmt: skip


def write(folder: Path, records: dict[str, pd.DataFrame]) -> Path:
    """Write `records` as the CSVs of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in records.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    return folder


def store(folder: Path) -> str:
    """Make a store of the invented province in `folder` by the product's own commands; returns its address."""
    return made_of(tables, "invented", folder)


def made_of(records: Callable[[], dict[str, pd.DataFrame]], name: str, folder: Path) -> str:
    """Make the store called `name` in `folder`: what ships, and records imported; returns its address."""

    def make(url: str) -> None:
        made = Path(url.removeprefix("sqlite:///"))
        stores.shipped(made)
        command(url, "import", write(made.with_name("records"), records()))

    return stores.copied(folder / "store.sqlite", name, make)


def _participation(rng: np.random.Generator, ids: np.ndarray, agencies: np.ndarray) -> pd.DataFrame:
    hosts = pd.DataFrame(
        {"initiative_id": ids, "agency_id": rng.choice(agencies, len(ids)), "role": Role.ACCOUNTABLE}
    )
    partners = pd.DataFrame(
        {"initiative_id": ids, "agency_id": rng.choice(agencies, len(ids)), "role": rng.choice(list(Role), len(ids))}
    ).sample(frac=0.3, random_state=1)
    return pd.concat([hosts, partners]).drop_duplicates(["initiative_id", "agency_id", "role"])


def _ties(rng: np.random.Generator, ids: np.ndarray) -> pd.DataFrame:
    kinds = [TieKind.CO_WORK, TieKind.CO_FUND, TieKind.BUILDS_ON, TieKind.HANDOVER, TieKind.PART_OF]
    ties = pd.DataFrame(
        {
            "from_id": rng.choice(ids, TIES),
            "to_id": rng.choice(ids, TIES),
            "kind": rng.choice(kinds, TIES),
            "level": rng.choice(["", "2", "3", "4"], TIES),
            "confirmed": rng.choice(["true", "false", ""], TIES),
        }
    )
    return ties[ties["from_id"] != ties["to_id"]].drop_duplicates(["from_id", "to_id", "kind"])


def _day(rng: np.random.Generator, first: int, last: int) -> str:
    return f"{rng.integers(first, last + 1)}-{rng.integers(1, 13):02d}-{rng.integers(1, 29):02d}"
