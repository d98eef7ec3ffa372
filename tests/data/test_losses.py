"""What a form of export does not declare lost is in the file: proved by reading every file by other means."""

import tempfile
from pathlib import Path

import pytest
import readback
from anyrecords import some_records
from depth import tries
from full import DAY, full_content, full_records
from hypothesis import HealthCheck, Phase, given, settings
from readback_iati import iati
from trips import columns_of, expected_of, rows_of

from data.readers.records import reading
from data.schema import PRIVATE_TABLES, TABLES, Level, typed
from data.writers.content import Content, without
from data.writers.forms import FORMS, OWN
from data.writers.losses import LOSSES, losses

_READERS = {
    "gpkg": readback.geopackage,
    "geojson": readback.geojson,
    "hxl": readback.hxl,
    "iati": iati,
    **dict.fromkeys(OWN, lambda path: dict(reading(path).records)),
}
_SLOW = settings(
    max_examples=tries(3, 60),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def told(form, content):
    """The tables that are read back from an export."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{FORMS[form].suffix}"
        FORMS[form].write(content, path)
        return _READERS[form](path)


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


@pytest.mark.parametrize("form", ["gpkg", "geojson", "hxl", "iati"])
@_SLOW
@given(records=some_records())
def test_the_worst_text_is_carried_as_well(form, records):
    content = Content(records, DAY)
    expected = expected_of(form, records, DAY)
    found = told(form, content) if len(expected["initiatives"]) or form != "iati" else {}
    for table in ("initiatives", "participation", "agencies", "precision", "coverage", "assets", "indicators"):
        columns = columns_of(form, table)
        if columns and found:
            assert rows_of(found.get(table, typed(table)), table, columns) == rows_of(expected[table], table, columns)
