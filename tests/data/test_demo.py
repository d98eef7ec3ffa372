"""The demo, an invented province with known truths."""

import datetime as dt
import re

import pandas as pd
import pytest

from data.build import demo, demo_days
from data.build.facts import TABLES_DIR, read
from data.commands.facts import PROVINCE, SAMPLES, shipped
from data.readers.records import reading
from data.schema import AssetKind, AssetState, Direction, Extent, Outcome, Role, Sector, Status, TieKind
from data.schema.invented import MARK, NAMED_TABLES, is_invented
from geo.advice import advice
from geo.classify import Measure, classes, integration_limits
from geo.evidence import component_items, fronts
from geo.presence import standings
from geo.scores import evaluate, score
from tests.data.test_public_record import TITLED_PERSON

OPENING = dt.date(2026, 11, 20)
TRUTHS = read(TABLES_DIR / "demo_truth.csv")
MEASURES = sorted(set(TRUTHS["measure"]))


@pytest.fixture(scope="module")
def known():
    return reading(PROVINCE).records


@pytest.fixture(scope="module")
def sample(known):
    found = reading(SAMPLES / "demo", known=known)
    assert (found.problems, found.notes) == ([], [])
    return found.records


@pytest.fixture(scope="module")
def world():
    return shipped("demo")


@pytest.fixture(scope="module")
def evaluation(world):
    return evaluate(world, OPENING)


@pytest.fixture(scope="module")
def tambon(evaluation):
    return score(evaluation, "tambon").set_index("area_code")


@pytest.fixture(scope="module")
def style():
    lore = read(TABLES_DIR / "demo_land.csv").set_index("prefix")["style"]
    return lore[lore.index.str.len() == 4]


def texts(frame):
    return frame.select_dtypes("str").melt(value_name="text")["text"].dropna()


def test_the_sample_built_again_is_the_sample_committed(tmp_path):
    demo.build(tmp_path / "demo", tmp_path / "truth.csv")
    for path in sorted(demo.SAMPLE.iterdir()):
        assert (tmp_path / "demo" / path.name).read_bytes() == path.read_bytes(), path.name
    assert (tmp_path / "truth.csv").read_bytes() == demo.TRUTH.read_bytes()


def test_every_file_stays_small():
    assert max(path.stat().st_size for path in demo.SAMPLE.iterdir()) < 1_500_000


def test_some_2500_initiatives_fill_four_fiscal_years_with_more_work_in_each(sample):
    starts = sample["initiatives"]["start_date"]
    assert 2_400 <= len(starts) <= 2_700
    fiscal_year = (starts.dt.year + (starts.dt.month >= 10)).value_counts().sort_index()
    four = fiscal_year.loc[2023:2026].tolist()
    assert four == sorted(four)
    assert four[0] >= 250
    assert starts.max() <= pd.Timestamp(2027, 3, 31)


def test_it_opens_on_its_own_day_and_says_why(sample):
    said = sample["settings"].set_index("key")["value"]
    assert said["opening_as_of"] == f"{OPENING}" == f"{demo_days.OPENING}"
    assert said["sample"] == "demo"
    assert is_invented(sample)
    assert "20 พ.ย. 2569" in said["opening_note_th"]
    assert "สมมติ" in said["title_th"]
    assert "nvented" in said["title_en"]
    assert f"{len(sample['initiatives']):,}" in said["opening_note_en"]


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("initiatives", "status", Status),
        ("initiatives", "outcome", Outcome),
        ("initiatives", "direction", Direction),
        ("participation", "role", Role),
        ("ties", "kind", TieKind),
        ("agencies", "sector", Sector),
        ("assets", "kind", AssetKind),
        ("assets", "state", AssetState),
        ("coverage", "extent", Extent),
    ],
)
def test_every_value_of_the_vocabulary_occurs(sample, table, column, values):
    assert set(sample[table][column].dropna()) == {str(value) for value in values}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *[("initiatives", name) for name in ("status", "status_date", "end_date", "outcome", "direction", "themes")],
        *[("initiatives", name) for name in ("areas", "longitude", "households", "budget_thb", "title_en")],
        *[("participation", name) for name in ("role", "co_fund", "co_act", "co_benefit", "amount_thb")],
        *[("ties", name) for name in ("level", "confirmed", "end_date")],
        *[("assets", name) for name in ("state", "since", "area_code", "initiative_id")],
        ("coverage", "extent"),
        ("coverage", "theme"),
    ],
)
def test_what_may_be_unknown_is_unknown_in_some_records_and_known_in_others(sample, table, column):
    is_blank = sample[table][column].isna()
    assert is_blank.any()
    assert not is_blank.all()


def test_ties_are_confirmed_denied_graded_and_ended_and_grow_with_the_years(sample):
    ties = sample["ties"]
    assert set(ties["confirmed"].dropna()) == {True, False}
    assert set(ties["level"].dropna()) >= {2, 3, 4, 5}
    assert (ties["end_date"] < pd.Timestamp(OPENING)).sum() >= 5
    by_year = ties["start_date"].dt.year.value_counts().sort_index().loc[2023:2026].tolist()
    assert by_year == sorted(by_year)


def test_every_named_record_carries_the_mark(sample):
    for table, column in NAMED_TABLES.items():
        assert sample[table][column].str.endswith(MARK.thai).all(), table
    for table, column in (("initiatives", "title_en"), ("agencies", "name_en")):
        assert sample[table][column].dropna().str.endswith(MARK.english).all(), table
    for table, column in (("ties", "note"), ("unplaced", "place"), ("unplaced", "reason"), ("hats", "role")):
        assert sample[table][column].str.endswith(MARK.thai).all(), table


def test_every_other_record_points_to_one_that_carries_it(sample):
    invented = {"initiatives": ["initiative_id"], "agencies": ["agency_id"], "assets": ["asset_id"]}
    invented |= {"participation": ["initiative_id", "agency_id"], "ties": ["from_id", "to_id"], "hats": ["agency_id"]}
    invented |= {"coverage": ["agency_id"], "unplaced": ["initiative_id"], "precision": ["record"]}
    for table, columns in invented.items():
        for column in columns:
            assert sample[table][column].str.startswith("demo-").all(), (table, column)
    assert set(sample) == {*invented, "indicators", "settings"}


def test_no_agency_has_the_name_of_a_real_one_even_without_the_mark(known, sample):
    public = reading(SAMPLES / "public", known=known).records["agencies"]
    real = {name for frame in (known["agencies"], public) for name in texts(frame[["name_th", "name_en"]])}
    own = texts(sample["agencies"][["name_th", "name_en"]])
    bare = own.str.removesuffix(MARK.thai).str.removesuffix(MARK.english).str.strip()
    assert not real & {*own, *bare}
    assert sample["agencies"]["name_th"].is_unique
    assert len(own) == 2 * 174


def test_no_record_is_of_a_real_agency_and_no_real_figure_is_changed(known, sample):
    assert not set(sample["participation"]["agency_id"]) & set(known["agencies"]["agency_id"])
    assert "areas" not in sample
    assert not set(sample["indicators"]["indicator"]) & set(known["indicators"]["indicator"])


def test_no_person_is_named(known, sample):
    assert sample["hats"]["person"].str.fullmatch(r"demo-person-\d{4}").all()
    names = sorted(set(known["areas"]["name_th"]), key=len, reverse=True)
    places = re.compile("|".join(re.escape(name) for name in names))
    for table, frame in sample.items():
        found = texts(frame).str.replace(places, "", regex=True).str.findall(TITLED_PERSON).explode().dropna()
        assert found.empty, (table, list(found))


def test_nobody_can_be_reached_at_what_is_given(sample):
    agencies = sample["agencies"]
    assert set(agencies["office_phone"].dropna()) == {"0-0000-0000"}
    assert agencies["office_email"].dropna().str.fullmatch(r"[a-z0-9-]+@example\.org").all()
    assert agencies["website"].dropna().str.startswith("https://example.org/demo/").all()
    for table in ("initiatives", "assets", "indicators"):
        assert sample[table]["source_url"].str.startswith("https://example.org/demo/").all(), table


def test_the_index_is_published_in_over_a_hundred_tambon(tambon):
    assert (tambon["integration_state"] == "published").sum() >= 130
    states = tambon["duplication_state"].value_counts()
    assert 10 <= states["no_record"] <= 15
    assert states["single_agency"] >= 4


def test_duplication_is_none_in_half_the_tambon_and_much_in_a_quarter(tambon):
    parts = tambon["duplication"].quantile([0.4, 0.75])
    assert parts[0.4] == 0
    assert parts[0.75] >= 0.5
    assert tambon["duplication"].max() <= 5
    assert (tambon["duplication_low"] < tambon["duplication"]).sum() >= 30


def test_every_class_of_the_map_of_two_measures_occurs(tambon):
    found = classes(tambon, Measure.BIVARIATE, integration_limits(tambon["integration"], 3))
    assert set("012345678") <= set(found)
    assert {"a", "n"} <= set(found)


def test_neighbours_are_alike_where_people_work_as_one_and_where_they_do_not(tambon, style):
    by_style = tambon.groupby(tambon.index.str[:4].map(style))
    assert by_style["integration"].mean()["joined"] > by_style["integration"].mean()["parallel"] + 10
    assert by_style["duplication"].mean()["parallel"] > 0.5 > 0.2 > by_style["duplication"].mean()["joined"]
    assert by_style["initiatives"].mean()["quiet"] < by_style["initiatives"].mean()["busy"] / 3


def test_work_suits_the_land(sample):
    frame = sample["initiatives"].dropna(subset=["themes", "areas"])
    amphoe = frame["areas"].str[:4].where(frame["areas"].str.len() >= 6)
    by_sea = amphoe[frame["themes"].str.contains("SEA-MAN")].dropna()
    on_hills = amphoe[frame["themes"].str.contains("DIS-LSL")].dropna()
    assert (len(by_sea) >= 20, len(on_hills) >= 20) == (True, True)
    assert by_sea.isin(["8001", "8008", "8012", "8014", "8015", "8016"]).mean() > 0.9
    assert not on_hills.isin(["8012", "8016", "8006", "8023"]).any()


def test_villages_tambon_and_wider_areas_are_named_alone_and_together(sample):
    codes = sample["initiatives"]["areas"].dropna().str.split(";")
    lengths = codes.map(lambda parts: (len(parts[0]), len(parts) > 1)).value_counts()
    assert {kind for kind, count in lengths.items() if count >= 20} == {
        *((8, True), (8, False), (6, True), (6, False), (4, False), (2, False))
    }


def test_points_lie_near_their_area_save_those_typed_wrongly(known, sample):
    frame = sample["initiatives"].dropna(subset=["longitude", "areas"]).set_index("initiative_id")
    frame = frame[~frame["areas"].str.contains(";")]
    assert len(frame) > 700
    reference = known["areas"].set_index("code")[["longitude", "latitude"]]
    home = reference.loc[frame["areas"]].fillna(reference.loc[frame["areas"].str[:6]].set_axis(frame["areas"]))
    out = (frame[["longitude", "latitude"]].to_numpy() - home.to_numpy()).__abs__().max(axis=1)
    wrong = set(frame.index[out > 0.0031])
    assert wrong == set(TRUTHS.loc[TRUTHS["kind"] == "point_elsewhere", "ids"])


def changes_in(frame, columns, since, until):
    dates = pd.concat([frame[name] for name in columns])
    return int(((dates > pd.Timestamp(since)) & (dates <= pd.Timestamp(until))).sum())


def test_something_starts_and_ends_in_every_week_of_the_last_year(sample):
    week, frame = dt.timedelta(days=7), sample["initiatives"]
    for at in range(52):
        until = OPENING - at * week
        assert changes_in(frame, ["start_date"], until - week, until) >= 1, until
        assert changes_in(frame, ["end_date"], until - 2 * week, until) >= 1, until
    assert 10 <= changes_in(frame, ["start_date", "end_date"], OPENING - week, OPENING) <= 25


def test_a_year_played_shows_more_work_with_the_new_fiscal_year_and_less_just_before(world):
    days = [dt.date(2025, 9, 30), dt.date(2025, 12, 31), dt.date(2026, 9, 30), dt.date(2026, 10, 1), OPENING]
    active = [int(evaluate(world, day).world.is_active.sum()) for day in days]
    assert active == sorted(active[:3]) + active[3:]
    assert active[3] != active[2]
    assert active[4] > 1.5 * active[0]


def test_some_agencies_have_never_reported_and_some_not_for_a_year(sample):
    takes = sample["participation"].merge(sample["initiatives"], on="initiative_id")
    latest = takes.groupby("agency_id")[["start_date", "end_date", "status_date"]].max().max(axis=1)
    silent = set(sample["agencies"]["agency_id"]) - set(latest.index)
    assert {"demo-province-standards", "demo-civil-sleeping", "demo-private-silent"} <= silent
    assert len(silent) <= 12
    lapsed = set(latest.index[latest < pd.Timestamp(OPENING) - pd.DateOffset(years=1)])
    assert {"demo-province-archive", "demo-province-air", "demo-civil-theatre", "demo-private-stay"} <= lapsed
    assert len(lapsed) <= 10


def test_facilitators_carry_several_tambon(sample):
    extending = sample["participation"].query("role == 'extending'").merge(sample["initiatives"], on="initiative_id")
    tambon = extending.assign(tambon=extending["areas"].str[:6]).groupby("agency_id")["tambon"].nunique()
    assert (tambon >= 4).sum() >= 8


def test_descriptions_of_different_themes_use_different_words(sample):
    frame = sample["initiatives"].dropna(subset=["description", "themes"])
    frame = frame.assign(theme=frame["themes"].str.split(";").str[0])
    spoken = frame.groupby("theme")["description"].agg(lambda said: set(re.split("และ| เพื่อ", " ".join(said))))
    assert len(spoken) == 64
    assert not spoken["SEA-FIS"] & spoken["FIN-SAV"]
    assert frame["description"].nunique() > 1_200


def cell_sum(column):
    def measured(evaluation, _world, row):
        found = fronts(evaluation, row.area_code)
        return float(found.loc[found["theme"] == row.theme, column].sum())

    return measured


def component(k):
    def measured(evaluation, _world, row):
        items = component_items(evaluation, row.area_code)
        items = items[items["component"] == k]
        if k != 2:
            items = items[items["theme"] == row.theme]
        if k not in (4, 5):
            first = row.ids.split(";")[0]
            items = items[[first in records.split(";") for records in items["records"]]]
        return "" if items.empty else float(items["x"].iloc[0])

    return measured


def record(world, row):
    return world["initiatives"].set_index("initiative_id").loc[row.ids.split(";")[0]]


def blank(_evaluation, world, row):
    takes = world["participation"].query("initiative_id == @row.ids")
    lacks = {
        "themes": pd.isna(record(world, row)["themes"]),
        "agency": takes.empty,
        "host": not takes.empty and not (takes["role"] == "accountable").any(),
    }
    return row.value if lacks[row.value] else ""


def days_left(_evaluation, world, row):
    onward = world["ties"].query("(from_id == @row.ids and kind == 'handover') or to_id == @row.ids")
    assert onward.empty
    return float((record(world, row)["end_date"].date() - OPENING).days)


def successor(_evaluation, world, row):
    ties = world["ties"]
    return ties.loc[(ties["from_id"] == row.ids.split(";")[0]) & (ties["kind"] == "handover"), "to_id"].item()


def degrees_out(_evaluation, world, row):
    own, home = record(world, row), world["areas"].set_index("code").loc[row.area_code]
    return round(abs(own["longitude"] - home["longitude"]), 4)


def people_with_hats(_evaluation, world, row):
    inside = world["hats"][world["hats"]["village_code"].str.startswith(row.area_code)]
    hats = inside.groupby("person")["agency_id"].nunique().clip(upper=3).value_counts()
    return ";".join(str(hats.get(count, 0)) for count in (1, 2, 3))


def number_of_initiatives(evaluation, _world, row):
    initiatives = evaluation.world.initiatives
    return float(pd.Series(initiatives.number, initiatives.records)[row.ids.split(";")].nunique())


TOLD = {
    "surplus": cell_sum("surplus"),
    "surplus_low": cell_sum("surplus_low"),
    **{f"component_{k}": component(k) for k in range(1, 7)},
    "initiatives": number_of_initiatives,
    "standing": lambda evaluation, _world, row: standings(evaluation).at[row.ids, "standing"],
    "outcome": lambda _evaluation, world, row: record(world, row)["outcome"],
    "blank": blank,
    "days_left": days_left,
    "successor": successor,
    "degrees_out": degrees_out,
    "people_with_hats": people_with_hats,
    "asset_state": lambda _evaluation, world, row: world["assets"].set_index("asset_id").at[row.ids, "state"],
}


@pytest.mark.parametrize("measure", MEASURES)
def test_everything_planted_comes_to_what_was_meant(evaluation, world, measure):
    rows = TRUTHS[TRUTHS["measure"] == measure]
    for row in rows.itertuples():
        found = TOLD[measure](evaluation, world, row)
        expected = float(row.value) if isinstance(found, float) else row.value
        assert found == pytest.approx(expected), row


def test_truths_are_of_many_kinds_and_of_every_measure():
    assert set(TOLD) == set(MEASURES)
    assert TRUTHS["kind"].nunique() >= 40
    counts = TRUTHS["kind"].value_counts()
    assert counts["duplicate_three"] == 4
    assert counts[["asset_idle", "asset_gone"]].min() >= 10


def test_a_review_as_complementary_lowers_the_surplus_of_that_pair_alone(evaluation, world):
    rows = TRUTHS[TRUTHS["kind"] == "complementary"]
    without = evaluate({**world, "ties": world["ties"].query("kind != 'complementary'")}, OPENING)
    for row in rows.itertuples():
        assert (cell_sum("surplus")(evaluation, world, row), cell_sum("surplus")(without, world, row)) == (0, 1)


def test_every_published_tambon_has_a_weakest_link_and_a_step_that_helps(evaluation, tambon):
    published = tambon.index[tambon["integration_state"] == "published"]
    for code in published[::12]:
        found = advice(evaluation, code)
        assert found.weakest in range(1, 7)
        assert found.step in range(1, 7)
        assert not found.items.empty
