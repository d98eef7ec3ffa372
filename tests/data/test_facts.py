"""The facts that ship."""

import os
from pathlib import Path

import pandas as pd
import pytest

from data.build import facts, registry
from data.readers.records import reading
from data.schema import TABLES

PROVINCE = Path(facts.__file__).parents[1] / "province"
SHARED = Path(os.environ.get("SHARED_DIR", "../shared")) / "facts"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"the gathered facts are not at {SHARED}")


@pytest.fixture(scope="module")
def shipped():
    read = reading(PROVINCE)
    assert read.problems == []
    return read.records


@pytest.fixture(scope="module")
def listed():
    return pd.read_csv(PROVINCE / "registry.csv", dtype=str, keep_default_na=False).set_index("file")


@pytest.mark.parametrize("table", ["areas", "themes", "agencies", "coverage", "indicators"])
def test_each_file_has_the_columns_of_the_contract_in_order(table):
    header = (PROVINCE / f"{table}.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert header.split(",") == list(TABLES[table].names)


def test_the_province_has_its_amphoe_tambon_and_villages(shipped):
    counts = shipped["areas"]["level"].value_counts()
    assert counts.to_dict() == {"province": 1, "amphoe": 23, "tambon": 170, "village": 1553}


def test_every_area_is_one_of_a_kind_and_stands_in_its_parent(shipped):
    areas = shipped["areas"]
    assert areas["code"].is_unique
    within = areas.dropna(subset="parent")
    assert within["parent"].isin(areas["code"]).all()
    assert (within["code"].str[:-2] == within["parent"]).all()
    assert areas[["name_th", "name_en"]].notna().all(axis=None)


def test_every_tambon_has_a_point_and_figures_and_no_village_has_figures(shipped):
    areas = shipped["areas"].set_index("level")
    figures = ["population", "households"]
    assert areas.loc["tambon", [*figures, "longitude", "latitude"]].notna().all(axis=None)
    assert areas.loc["village", figures].isna().all(axis=None)
    assert areas.loc["village", "longitude"].notna().sum() == 795


def test_population_of_wider_areas_is_the_sum_of_their_tambon(shipped):
    population = shipped["areas"].set_index("code")["population"]
    tambon = population[population.index.str.len() == 6]
    assert population["80"] == tambon.sum() == 1_549_344
    assert population["8001"] == tambon[tambon.index.str.startswith("8001")].sum() == 270_514


def test_themes_have_two_levels_and_every_leaf_a_purpose_code(shipped):
    themes = shipped["themes"]
    leaves = themes.dropna(subset="parent")
    groups = themes[themes["parent"].isna()]
    assert (len(groups), len(leaves)) == (12, 64)
    assert leaves["parent"].isin(groups["code"]).all()
    assert set(leaves["parent"]) == set(groups["code"])
    assert leaves["dac_code"].str.fullmatch(r"\d{5}").all()
    assert groups["dac_code"].isna().all()
    assert themes["code"].is_unique
    assert themes["name_th"].is_unique
    assert themes["name_en"].is_unique


def test_local_governments_bear_their_full_and_short_names(shipped):
    agencies = shipped["agencies"].set_index("agency_id")
    assert len(agencies) == 184
    assert agencies["name_th"].is_unique
    assert set(agencies["sector"]) == {"local_government"}
    pairs = {"องค์การบริหารส่วนตำบล": "อบต.", "เทศบาลตำบล": "ทต.", "เทศบาลเมือง": "ทม.", "เทศบาลนคร": "ทน."}
    for full, short in pairs.items():
        kind = agencies[agencies["name_th"].str.startswith(full)]
        assert (short + kind["name_th"].str.removeprefix(full) == kind["short_name"]).all()
    assert agencies.loc["lg-8097", "name_th"] == "เทศบาลเมืองทุ่งสง"
    assert agencies.loc["lg-8099", "short_name"] == "ทน.นครศรีธรรมราช"


def test_local_governments_of_each_kind_are_as_many_as_the_law_has_made(shipped):
    short = shipped["agencies"]["short_name"].str.extract(r"^(.+?\.)")[0]
    assert short.value_counts().to_dict() == {"อบต.": 130, "ทต.": 50, "ทม.": 3, "ทน.": 1}


def test_every_tambon_is_covered_and_every_local_government_covers_one(shipped):
    covered, areas = shipped["coverage"], shipped["areas"]
    assert len(covered) == 201
    assert set(covered["area_code"]) == set(areas.loc[areas["level"] == "tambon", "code"])
    assert set(covered["agency_id"]) == set(shipped["agencies"]["agency_id"])
    assert covered["extent"].notna().all()
    assert covered["theme"].isna().all()


def test_indicators_give_two_figures_for_each_tambon_and_year(shipped):
    indicators = shipped["indicators"]
    assert len(indicators) == 2 * 170 * 9
    assert sorted(indicators["year"].unique()) == [*range(2004, 2008), *range(2017, 2022)]
    first = indicators.set_index(["area_code", "indicator", "year"]).sort_index()
    assert first.loc[("800101", "population", 2004), "value"] == 46_067
    assert first.loc[("800101", "households", 2004), "value"] == 14_026
    assert indicators.groupby("indicator")["unit"].agg("first").to_dict() == {
        "households": "household",
        "population": "person",
    }


def test_latest_indicator_and_area_figures_agree(shipped):
    latest = shipped["indicators"].query("year == 2021 and indicator == 'population'").set_index("area_code")["value"]
    stated = shipped["areas"].set_index("code")["population"]
    assert (stated.loc[latest.index] == latest).all()


def test_every_shipped_file_is_as_the_registry_says(listed):
    for file, row in listed.iterrows():
        path = registry.DATA / file
        assert (registry.sha256(path), str(registry.rows(path))) == (row["sha256"], row["rows"]), file


def test_every_shipped_file_stands_in_the_registry_with_source_and_licence(listed):
    folders = (PROVINCE, *(registry.DATA / "samples").iterdir())
    shipped = {path.relative_to(registry.DATA).as_posix() for folder in folders for path in folder.iterdir()}
    assert shipped - {"province/registry.csv"} == set(listed.index)
    assert (listed[["source", "source_date", "licence", "quality", "built_by"]] != "").all(axis=None)


@needs_shared
def test_facts_built_again_are_the_facts_committed(tmp_path):
    facts.build(SHARED, tmp_path)
    for table in facts.BUILT:
        assert (tmp_path / f"{table}.csv").read_bytes() == (PROVINCE / f"{table}.csv").read_bytes(), table


@needs_shared
def test_names_of_tambon_agree_between_the_two_sources():
    reference = facts.read(SHARED / "tambon_reference.csv").set_index("code")
    areas = facts.read(PROVINCE / "areas.csv").set_index("code").query("level == 'tambon'")
    names = ["name_th", "name_en"]
    assert (reference.loc[areas.index, names] == areas[names]).all(axis=None)
