"""Files damaged by chance, read as the product reads them. This module says of each what became of it.

`fuzzing` is the command that reads very many of them.
"""

import os
import random
import re
import signal
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import ready
from fuzz_bytes import ANY, empty
from fuzz_seeds import Seed, seeds
from fuzz_shapes import OWN, cells

from data.desk.reporting import write_report
from data.errors import DataError
from data.readers.corrections import corrections, offered
from data.readers.forms import recognised
from data.readers.records import Reading, reading
from data.schema import Records
from data.store import Store
from data.writers.wording import worded

SECONDS = 5
_OF_SERVER = "folder-of-the-server-"
_TRIED = 5
"""Of so many files one goes through what takes as long again."""
_THAI, _ENGLISH = re.compile("[\u0e00-\u0e7f]{3,}"), re.compile("[A-Za-z]{2,}")
_ENDINGS = (".csv", ".xlsx", ".xml", ".json", ".geojson", ".gpkg", ".zip", ".txt", "")


class HangError(BaseException):
    """A file took longer than `SECONDS` of a processor; no handler of the product's may take it for damage."""


@dataclass
class Told:
    """What became of the files of one form.

    Attributes
    ----------
    refused, problems, clean : files refused with words, read with problems, and read without any.
    killed : files that ended the process which took them apart, as its limits or a library's fault do.
    slowest : processor seconds of the slowest, and its case.
    faults : what was raised or said that must not be, by case.
    """

    refused: int = 0
    problems: int = 0
    clean: int = 0
    killed: int = 0
    slowest: tuple[float, str] = (0.0, "")
    faults: dict[str, str] = field(default_factory=dict)

    def with_more(self, other: "Told") -> "Told":
        return Told(
            self.refused + other.refused,
            self.problems + other.problems,
            self.clean + other.clean,
            self.killed + other.killed,
            max(self.slowest, other.slowest),
            self.faults | other.faults,
        )

    @property
    def files(self) -> int:
        return self.refused + self.problems + self.clean + len(self.faults)


def grown(form: str, number: int) -> Seed:
    """Return the files of a case: a sound one, changed once or a few times, always the same for the same case."""
    chance = random.Random(f"{form} {number}")
    files = dict(seeds()[form])
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        name = chance.choice(list(files))
        how = OWN.get(form, cells) if chance.random() < 0.8 else chance.choice(ANY)
        files[name] = (empty if chance.random() < 0.01 else how)(chance, files[name])
    if chance.random() < 0.03:
        name = chance.choice(list(files))
        files[Path(name).stem + chance.choice(_ENDINGS)] = files.pop(name)
    return files


@contextmanager
def forked() -> Iterator[None]:
    """Let files be taken apart by programs that are ready already."""
    with (
        mock.patch("data.readers.geofiles.answer_of", ready.answer_of),
        mock.patch("data.readers.sheets.answer_of", ready.answer_of),
    ):
        try:
            yield
        finally:
            ready.end()


def fuzz(form: str, numbers: range, store: Store) -> Told:
    """Read the cases of a form, each against what the store keeps."""
    told, known = Told(), store.records()
    signal.signal(signal.SIGPROF, _hang)
    with tempfile.TemporaryDirectory(prefix=_OF_SERVER) as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in numbers:
            _try(f"{form} {number}", Path(folder) / str(number), told, (known, store))
    return told


def _hang(*_: object) -> None:
    raise HangError


def _try(case: str, folder: Path, told: Told, kept: tuple[Records, Store]) -> None:
    form, _, number = case.partition(" ")
    source = written(folder, grown(form, int(number)))
    began, apart, killed = time.process_time(), ready.used["seconds"], ready.used["killed"]
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        became = _became(source, kept, is_tried=int(number) % _TRIED == 0)
        setattr(told, became, getattr(told, became) + 1)
    except (Exception, HangError):  # noqa: BLE001  (whatever it is, it is what is looked for)
        told.faults[case] = "".join(traceback.format_exc().splitlines(keepends=True)[-12:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took = time.process_time() - began + ready.used["seconds"] - apart
    told.killed += int(ready.used["killed"] - killed)
    told.slowest = max(told.slowest, (took, case))
    if took > SECONDS:
        told.faults.setdefault(case, f"took {took:.1f} s")


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of a case; several are a folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / next(iter(files)) if len(files) == 1 else folder


def _became(source: Path, kept: tuple[Records, Store], *, is_tried: bool) -> str:
    """Take a file through the steps of an import up to the difference; say how far it came.

    Only some go through what takes as long again: what form they have, the difference or report, suggestions put in.
    """
    known, store = kept
    try:
        if is_tried:
            recognised(source)
        found = reading(source, known=known)
    except DataError as error:
        _check_words(error.thai, error.english)
        return "refused"
    for problem in (*found.problems, *found.notes):
        _check_words(*worded(problem))
    if not found.problems:
        if is_tried:
            store.difference(found.records, found.given)
        return "clean"
    if is_tried:
        _mend(found, source, known)
    return "problems"


def _check_words(thai: str, english: str) -> None:
    assert _THAI.search(thai), thai
    assert _ENGLISH.search(english), english
    assert _OF_SERVER not in thai + english, english
    assert f"{os.sep}site-packages" not in english, english


def _mend(found: Reading, source: Path, known: Records) -> None:
    """Write the report, and read the file again with all that is suggested."""
    with tempfile.TemporaryDirectory() as folder:
        write_report(found, found.problems, source, Path(folder))
    if chosen := offered(found.problems):
        reading(source, known=known, corrections=corrections(found, chosen))
