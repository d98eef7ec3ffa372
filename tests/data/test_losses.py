"""What a form of export does not declare lost is in the file: proved by reading every file by other means."""

import tempfile
from pathlib import Path

import pytest
import readback
from anyrecords import some_records
from full import DAY, full_content, full_records
from hypothesis import HealthCheck, Phase, given, settings
from readback_iati import iati

from data.readers.records import reading
from data.schema import PRIVATE_TABLES, TABLES, Level, typed
from data.writers.content import Content, without
from data.writers.forms import FORMS, OWN
from data.writers.iati import left_out
from data.writers.losses import LOSSES, losses

_READERS = {
    "gpkg": readback.geopackage,
    "geojson": readback.geojson,
    "hxl": readback.hxl,
    "iati": iati,
    **dict.fromkeys(OWN, lambda path: dict(reading(path).records)),
}
_SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


def columns_of(form, table):
    """Columns of a table that a form does not declare lost."""
    lost = {name for loss in LOSSES[form] if loss.table == table for name in loss.columns}
    return [name for name in TABLES[table].names if name not in lost]


def told(form, content):
    """The tables that are read back from an export."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{FORMS[form].suffix}"
        FORMS[form].write(content, path)
        return _READERS[form](path)


def rows_of(frame, table, columns):
    """Rows of a frame as text with their key, each once."""
    whole = typed(table, frame.reindex(columns=list(TABLES[table].names)))
    rounded = whole[columns].apply(lambda values: values.round(7) + 0.0 if values.dtype.kind == "f" else values)
    return set(rounded.astype("object").where(rounded.notna(), None).astype("str").itertuples(index=False, name=None))


def check(form, content, expected):
    """Compare all that is not declared lost; return what was read."""
    found = told(form, content)
    for table in TABLES:
        if columns := columns_of(form, table):
            seen = rows_of(found.get(table, typed(table)), table, columns)
            assert seen == rows_of(expected[table], table, columns), (form, table)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_whatever_a_form_does_not_declare_lost_is_in_the_file(form):
    content = full_content(Level.VILLAGE)
    areas = content.records["areas"]
    named = areas[areas["code"].str.len() == 8]
    around = areas[areas["code"] != "800102"]
    units = areas[areas["code"].isin(["800102", *named["code"]])]
    expected = {"geojson": units, "iati": named, "hxl": around}
    found = check(form, content, content.records | {"areas": expected.get(form, areas)})
    for table in TABLES:
        assert len(found.get(table, ())) or not columns_of(form, table), table


def test_every_column_of_the_full_records_is_full():
    for table, frame in full_records().items():
        blank = frame.isna().sum()
        assert blank[blank > 0].index.tolist() in ([], ["parent"]), table


@pytest.mark.parametrize("form", FORMS)
def test_every_loss_is_of_a_column_there_is_and_said_in_both_languages(form):
    for loss in losses(form, PRIVATE_TABLES):
        assert set(loss.columns) <= set(TABLES[loss.table].names)
        assert any("ก" <= letter <= "๙" for letter in loss.said.thai)
        assert loss.said.english.isascii() or "“" in loss.said.english


@pytest.mark.parametrize("form", FORMS)
def test_no_form_keeps_more_than_it_declares(form):
    found = told(form, full_content(Level.VILLAGE))
    for loss in LOSSES[form]:
        kept = set(found.get(loss.table, typed(loss.table)[[]]).columns) & set(loss.columns)
        assert loss.is_whole <= (loss.table not in found), loss
        assert not kept or form == "hxl", (loss, kept)


@pytest.mark.parametrize("form", OWN)
def test_our_own_forms_lose_nothing_but_what_is_kept_from_the_public(form):
    assert losses(form) == ()
    assert {loss.table for loss in losses(form, PRIVATE_TABLES)} == set(PRIVATE_TABLES)
    content = full_content()
    found = told(form, Content(without(content.records, PRIVATE_TABLES), DAY))
    assert {table for table in TABLES if len(found.get(table, ()))} == set(TABLES) - set(PRIVATE_TABLES)


def begun(records, name="start_date"):
    """Initiatives as a reader sees them who knows of their start no more than the year."""
    work = records["initiatives"]
    return work.assign(**{name: work[name].dt.to_period("Y").dt.start_time.astype("datetime64[s]")})


def expected_of(form, records):
    """The records a form carries of random ones: all in a GeoPackage, else those that initiatives name."""
    if form == "gpkg":
        return records
    out = {}
    if form == "iati":
        out = dict.fromkeys(left_out(Content(records, DAY)).index)
    work = begun(records)
    work = work[~work["initiative_id"].isin(out)].reset_index(drop=True)
    parts = records["participation"]
    parts = parts[parts["initiative_id"].isin(work["initiative_id"])]
    precision = records["precision"]
    precision = precision[(precision["table"] == "initiatives") & precision["record"].isin(work["initiative_id"])]
    agencies = records["agencies"]
    expected = {**records, "initiatives": work, "participation": parts, "precision": precision}
    if form == "iati":
        expected["participation"] = parts = parts.dropna(subset=["role"])
        expected["initiatives"] = work.assign(
            description=work["description"].fillna(work["title_th"]),
            budget_thb=work["budget_thb"].mask(work["start_date"].isna() | work["end_date"].isna()),
            source_url=None,
        )
    return expected | {"agencies": agencies[agencies["agency_id"].isin(parts["agency_id"])]}


@pytest.mark.parametrize("form", ["gpkg", "geojson", "hxl", "iati"])
@_SLOW
@given(records=some_records())
def test_the_worst_text_is_carried_as_well(form, records):
    content = Content(records, DAY)
    expected = expected_of(form, records)
    found = told(form, content) if len(expected["initiatives"]) or form != "iati" else {}
    for table in ("initiatives", "participation", "agencies", "precision", "coverage", "assets", "indicators"):
        columns = columns_of(form, table)
        if columns and found:
            assert rows_of(found.get(table, typed(table)), table, columns) == rows_of(expected[table], table, columns)
