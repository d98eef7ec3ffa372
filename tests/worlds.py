"""Random worlds, small enough that everything collides. This module feeds the agreement and law tests."""

import random
from datetime import date
from types import MappingProxyType

from chance import Chance, months_before, near
from hypothesis import strategies as st
from motifs import MOTIFS

from data.schema import ACTING_ROLES, TABLES, Direction, Outcome, Role, Sector, Status, TieKind
from data.schema.frames import typed

DAYS = (date(2024, 2, 29), date(2023, 2, 28), date(2024, 8, 31), date(2025, 7, 15), date(2022, 6, 30))
TOWN_SHARE, MOTIF_SHARE = 0.25, 0.35
STATUS_WEIGHTS = MappingProxyType(
    {
        Status.IMPLEMENTATION: 9,
        Status.FINALISATION: 3,
        Status.CLOSED: 4,
        Status.PIPELINE: 1,
        Status.SUSPENDED: 1,
        Status.CANCELLED: 1,
        None: 2,
    }
)
THEMES = (("A", None), ("A1", "A"), ("A2", "A"), ("B", None), ("B1", "B"))
_KINDS = [kind for kind in TieKind for _ in range(1 if kind == TieKind.SAME_RECORD else 5)]
_SECTORS = [*Sector, Sector.STATE, Sector.COMMUNITY]


def frame(table, rows):
    """Rows (dicts; what is left out is unknown) as the typed frame of a table."""
    listed = list(rows)
    return typed(table, {column: [row.get(column) for row in listed] for column in TABLES[table].names})


def records(**tables):
    """Records from lists of dicts; a table left out has no rows."""
    return {table: frame(table, rows) for table, rows in tables.items()}


def area_rows(chance):
    """One or two provinces; tambon with villages and town tambon without."""
    rows = []
    for p in range(2 if chance.happens(0.3) else 1):
        province = f"{80 + p}"
        rows.append({"code": province, "level": "province"})
        for a in range(chance.one_of((1, 1, 2))):
            amphoe = f"{province}{a + 1:02}"
            rows.append({"code": amphoe, "level": "amphoe", "parent": province})
            for t in range(chance.one_of((0, 1, 1, 1, 2, 2, 2))):
                tambon = f"{amphoe}{t + 1:02}"
                rows.append({"code": tambon, "level": "tambon", "parent": amphoe})
                villages = 0 if chance.happens(TOWN_SHARE) else chance.count(1, 3)
                rows += [
                    {"code": f"{tambon}{v + 1:02}", "level": "village", "parent": tambon} for v in range(villages)
                ]
    return [row | {"name_th": row["code"]} for row in rows]


def recoded(rows, chance):
    """Mostly official codes, seldom with no row for a province; else those of a scheme that does not nest."""
    if chance.happens(0.7):
        return [row for row in rows if row["level"] != "province"] if chance.happens(0.15) else rows
    codes = chance.some([f"{n:03}x" for n in range(len(rows))], len(rows), len(rows))
    new = dict(zip([row["code"] for row in rows], codes, strict=True))
    return [row | {"code": new[row["code"]], "parent": new.get(row.get("parent"))} for row in rows]


def boundary_days(day, chance):
    """Days on and beside every limit of METHOD."""
    pool = near(day) + near(months_before(day, 24)) + near(months_before(day, 36)) + near(months_before(day, 60))
    pool += [months_before(day, chance.count(-6, 70)) for _ in range(4)]
    pool += [months_before(chance.one_of(pool), chance.one_of((36, 36, 1, 3, 11, 12))) for _ in range(5)]
    return sorted([*chance.some(pool, 4, 14), *(months_before(day, -chance.count(0, 12)) for _ in range(2))])


def initiative_rows(chance, areas, days, count):
    finer = [row["code"] for row in areas if row["level"] in ("tambon", "village")]
    wider = [row["code"] for row in areas]
    themes = chance.some([code for code, _ in THEMES], 1, 3)
    for n in range(count):
        status = chance.one_of([one for one, weight in STATUS_WEIGHTS.items() for _ in range(weight)])
        yield {
            "initiative_id": f"i{n:02}",
            "title_th": f"งาน {n}",
            "status": status,
            "status_date": chance.maybe_day(days, 0.5, max),
            "start_date": chance.maybe_day(days, 0.25, min),
            "end_date": chance.maybe_day(days, 0.5, max),
            "outcome": chance.maybe(list(Outcome), 0.7),
            "direction": chance.maybe(list(Direction), 0.3),
            "themes": ";".join(chance.some(themes, 0 if chance.happens(0.1) else 1, 2)) or None,
            "areas": ";".join(
                chance.some(wider if chance.happens(0.15) else finer, 0 if chance.happens(0.1) else 1, 3)
            )
            or None,
        }


def participation_rows(chance, initiatives, agencies):
    roles = [*ACTING_ROLES, *Role, None]
    return [
        {"initiative_id": row["initiative_id"], "agency_id": chance.one_of(agencies), "role": chance.one_of(roles)}
        for row in initiatives
        for _ in range(chance.one_of((0, 1, 1, 1, 1, 1, 1, 2, 3)))
    ]


def tie_rows(chance, initiatives, days):
    """Ties of every kind; enough same_record ones that chains and rings come up."""
    names = [row["initiative_id"] for row in initiatives]
    for _ in range(chance.count(0, len(names) * 2) if len(names) > 1 else 0):
        giver, taker = chance.some(names, 2, 2)
        yield {
            "from_id": giver,
            "to_id": taker,
            "kind": chance.one_of(_KINDS),
            "level": chance.maybe(range(6), 0.4),
            "start_date": chance.maybe_day(days, 0.5, min),
            "end_date": chance.maybe_day(days, 0.7, max),
            "confirmed": chance.one_of((True, True, False, None)),
        }


def random_world(source):
    """Records and an as-of day."""
    chance = Chance(source)
    day = chance.one_of(DAYS)
    days = boundary_days(day, chance)
    areas = recoded(area_rows(chance), chance)
    agencies = [f"g{n}" for n in range(chance.one_of((1, 3, 4, 5, 6, 7)))]
    initiatives = list(initiative_rows(chance, areas, days, chance.one_of((0, 3, 6, 12, 16, 20, 24, 30))))
    rows = {
        "areas": areas,
        "themes": [{"code": code, "parent": parent, "name_th": code} for code, parent in THEMES],
        "agencies": [{"agency_id": one, "name_th": one, "sector": chance.maybe(_SECTORS, 0.1)} for one in agencies],
        "initiatives": initiatives,
        "participation": participation_rows(chance, initiatives, agencies),
        "ties": list(tie_rows(chance, initiatives, days)),
    }
    for motif in MOTIFS:
        if chance.happens(MOTIF_SHARE) and len(initiatives) > 3:
            motif(chance, day, rows)
    return records(**{table: unique(listed, table) for table, listed in rows.items()}), day


def unique(rows, table):
    """The last row of each key."""
    return list({tuple(row.get(column) for column in TABLES[table].key): row for row in rows}.values())


def seeded_world(seed):
    return random_world(random.Random(seed))


def worlds():
    """Hypothesis strategy of (records, day); as rich as the seeded ones, but it shrinks only to another seed."""
    return st.integers(0, 100_000).map(seeded_world)


def shrinkable_worlds():
    """Hypothesis strategy of (records, day); mostly poor ones, but a failure shrinks to the records that matter."""
    return st.builds(random_world, st.randoms(use_true_random=False))
