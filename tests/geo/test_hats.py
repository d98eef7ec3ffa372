"""Nobody is found by subtracting: 2,000 pairs of filters and every pair of moments, against what may be seen."""

import itertools
import random

import numpy as np
import pandas as pd
import pytest

from data.schema import typed
from geo import hats
from geo.units import areas_of

TAMBON = [f"80{amphoe:02d}{number:02d}" for amphoe in (1, 2, 3) for number in (1, 2, 3)]
GROUND = areas_of(typed("areas", {"code": [f"{code}{moo:02d}" for code in TAMBON for moo in (1, 2, 3)]}))
AGENCIES = pd.DataFrame({"agency_id": [f"A{at}" for at in range(12)]}).assign(
    sector=["state", "community", "academic"] * 4, theme=["AGR", "WAT"] * 6
)
PAIRS = 2_000


def rows_of(chance):
    """Hats of a random crowd, few and many to a tambon, some of whom serve in two."""
    rows = []
    for code in TAMBON:
        for number in range(chance.choice((0, 3, 9, 24, 40))):
            name = f"{chance.choice(TAMBON) if number % 9 == 0 else code} {number}"
            for agency in chance.sample(list(AGENCIES["agency_id"]), chance.choice((1, 1, 1, 2, 2, 3, 5))):
                village = f"{code}{chance.randint(1, 3):02d}"
                rows.append((name, village, agency, f"{chance.randint(2019, 2026)}-06-01"))
    return pd.DataFrame(rows, columns=["person", "village_code", "agency_id", "since"])


def within(chance, before=None):
    """A random choice of area, sector, theme, agency and day; in one unlike that before, where it is given."""
    wider = before or {}
    options = {
        "area": ["80", *{code[:4] for code in TAMBON}, *TAMBON],
        "sector": ["", "", "", *AGENCIES["sector"].unique()],
        "theme": ["", "", *AGENCIES["theme"].unique()],
        "agency": [*[""] * 12, *AGENCIES["agency_id"]],
        "day": ["9999", "2026", "2025", "2024"],
    }
    drawn = {name: chance.choice(sorted(values)) for name, values in options.items()}
    return {**drawn, **wider, **({(name := chance.choice(sorted(drawn))): drawn[name]} if before else {})}


def left(rows, chosen):
    """The rows that a choice leaves."""
    parts = rows.merge(AGENCIES, on="agency_id")
    for name in ("sector", "theme"):
        parts = parts[parts[name] == chosen[name]] if chosen[name] else parts
    parts = parts[parts["agency_id"] == chosen["agency"]] if chosen["agency"] else parts
    return parts[(parts["since"] < chosen["day"]) & parts["village_code"].str.startswith(chosen["area"])]


def groups(rows):
    """Who stands behind each cell: people by (tambon, number of hats)."""
    worn = rows.groupby([rows["village_code"].str[:6], "person"])["agency_id"].nunique().clip(upper=3)
    return {
        (code, hats.WORN[number - 1]): frozenset((code, person) for person in part.index.get_level_values(1))
        for (code, number), part in worn.groupby([worn.index.get_level_values(0), worn])
    }


def seen(table, everyone, area):
    """All that a reader of an area gets: (people, figure) of each cell and of every sum of cells that are shown."""
    cells = {
        (code, name): everyone.get((code, name), frozenset())
        for code in table.index
        for name in hats.WORN
        if code.startswith(area) and not np.isnan(table.at[code, name])
    }
    sums = [
        [cell for cell in cells if cell[0].startswith(place) and cell[1] in names]
        for place in sorted({code[:length] for code, _ in cells for length in (2, 4, 6)})
        for names in (*((name,) for name in hats.WORN), hats.WORN)
    ]
    told = [(cells[cell], table.at[cell]) for cell in cells]
    return told + [(frozenset().union(*(cells[cell] for cell in one)), sum(table.at[c] for c in one)) for one in sums]


def found_out(one, other):
    """Groups of 1 to 4 people that a figure, or a figure less one of a part of its people, gives away."""
    alone = [group for group, _ in (*one, *other) if 0 < len(group) < hats.FEWEST]
    pairs = itertools.chain(itertools.product(one, other), itertools.product(other, one))
    apart = [big - small for (big, more), (small, less) in pairs if small < big and 0 < more - less < hats.FEWEST]
    return [*alone, *apart]


def _seen_of(rows, area):
    memory = rows.attrs.setdefault("seen", {})
    if area not in memory:
        memory[area] = seen(hats.released(hats.people(rows, GROUND)), groups(rows), area)
    return list(memory[area])


def ours(rows, chosen):
    """What the product shows under a choice: `geo.hats` is never given the filters."""
    return _seen_of(rows, chosen["area"])


def filtered(rows, chosen):
    """Planted: counts made under the filters, small ones hidden."""
    rows = left(rows, chosen)
    return seen(hats.released(hats.people(rows, GROUND)), groups(rows), chosen["area"])


def with_totals(rows, chosen):
    """Planted: small cells hidden, totals of rows and of amphoe shown."""
    everyone = groups(rows)
    told = ours(rows, chosen)
    for length in (2, 4, 6):
        for place in {code[:length] for code, _ in everyone if code.startswith(chosen["area"])}:
            for names in (*((name,) for name in hats.WORN), hats.WORN):
                parts = [
                    people for (code, name), people in everyone.items() if code[:length] == place and name in names
                ]
                total = frozenset().union(*parts)
                told += [(total, len(total))] if len(total) >= hats.FEWEST else []
    return told


def unhidden(rows, chosen):
    """Planted: nothing is hidden."""
    return seen(hats.people(rows, GROUND).astype(float), groups(rows), chosen["area"])


def attack(show, pairs):
    """How many pairs of filters give a small group away."""
    chance = random.Random(2569)
    crowds = [rows_of(chance) for _ in range(10)]
    hits = 0
    for number in range(pairs):
        rows, one = crowds[number % len(crowds)], within(chance)
        other = within(chance, before=one) if number % 2 else within(chance)
        hits += bool(found_out(show(rows, one), show(rows, other)))
    return hits


def test_no_pair_of_2000_filters_gives_a_small_group_away():
    assert attack(ours, PAIRS) == 0


@pytest.mark.parametrize(("show", "pairs"), [(filtered, 150), (with_totals, 12), (unhidden, 12)])
def test_the_attack_finds_what_careless_ways_of_showing_give_away(show, pairs):
    assert attack(show, pairs) > 2


def test_what_may_be_seen_is_five_or_more_and_what_is_counted_is_right():
    chance = random.Random(5)
    for _ in range(20):
        rows = rows_of(chance)
        counts = hats.people(rows, GROUND)
        everyone = groups(rows)
        truth = {(code, name): len(everyone.get((code, name), ())) for code in counts.index for name in hats.WORN}
        assert {(code, name): counts.at[code, name] for code, name in truth} == truth
        assert set(counts.index) == set(rows["village_code"].str[:6])
        shown = hats.released(counts)
        assert (shown.isna() | (shown >= hats.FEWEST)).all(axis=None)
        assert shown.isna().equals(counts < hats.FEWEST)
        assert shown.equals(hats.released(hats.people(rows.sample(frac=1, random_state=1), GROUND)))


def test_no_two_moments_of_a_growing_and_shrinking_register_differ_by_one_to_four():
    chance = random.Random(9)
    for _ in range(12):
        count, states, figures = chance.randint(0, 12), [], set()
        for _ in range(25):
            count = max(0, count + chance.randint(-4, 4))
            states.append(pd.DataFrame({"one": [count], "two": [0], "more": [0]}, index=["800101"]))
            figure = hats.settled(states)["one"].iloc[0]
            assert np.isnan(figure) == (count < hats.FEWEST)
            assert np.isnan(figure) or (figure >= hats.FEWEST and abs(figure - count) < hats.FEWEST)
            figures |= set() if np.isnan(figure) else {figure}
        assert all(abs(one - other) >= hats.FEWEST for one, other in itertools.combinations(figures, 2))


def test_a_place_that_is_no_tambon_and_a_blank_one_count_nowhere():
    rows = pd.DataFrame({"person": list("abcd"), "village_code": ["8001", "99", None, "80010101"], "agency_id": "A1"})
    assert hats.people(rows, GROUND).to_dict("index") == {"800101": {"one": 1, "two": 0, "more": 0}}
