"""Two thousand damaged files: each is refused with words or read, none ends in an error or takes long."""

import sys

import pytest
from fuzz import forked, fuzz
from fuzz_seeds import seeds
from fuzzing import kept

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")

FILES = {form: 100 if form == "folder" else 190 for form in seeds()}
"""Two thousand; those of six tables each take three times as long."""


@pytest.mark.parametrize("form", seeds())
def test_damaged_files_are_refused_with_words_or_read(form):
    with forked():
        told = fuzz(form, range(FILES[form]), kept())
    assert told.faults == {}
    assert told.files == FILES[form]
    assert told.refused + told.problems > told.files / 4


@pytest.mark.parametrize("form", ["geojson", "gpkg", "shapefile", "xlsx"])
def test_the_whole_door_does_the_same_as_the_programs_that_are_ready(form):
    told = fuzz(form, range(2), kept())
    with forked():
        again = fuzz(form, range(2), kept())
    assert told.faults == again.faults == {}
    assert (told.refused, told.problems, told.clean) == (again.refused, again.problems, again.clean)
