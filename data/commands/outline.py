"""Says what became of a file of outlines. This module is the command line of ``data.commands.boundaries``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.boundaries import import_boundaries
from data.commands.speech import answer, complain_of
from data.errors import FileError
from data.schema import Level
from data.store import open_store


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    acts = commands.add_parser("boundaries", help="แนวเขต | outlines of areas").add_subparsers(
        required=True, metavar="ACT"
    )
    door = acts.add_parser("import", help="นำแนวเขตทางการเข้า | take official outlines in, after checks")
    door.add_argument("file", metavar="FILE", help="GeoJSON, GeoPackage or zipped Shapefile of polygons")
    door.add_argument("--level", required=True, choices=tuple(str(level) for level in Level))
    door.add_argument("--code", metavar="COLUMN", help="column of the area codes; else the one that holds them")
    door.add_argument("--name", metavar="COLUMN", help="column of the names, for suggestions")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Take official outlines into the store; say every problem and apply nothing if there is one."""
    store = open_store()
    file = Path(arguments.file)
    if not file.exists():
        raise FileError(f"ไม่พบไฟล์ {file}", f"there is no file {file}")
    problems = import_boundaries(store, file, arguments.level, arguments.code, arguments.name)
    complain_of(problems)
    if problems:
        return 1
    count = len(store.boundaries(arguments.level))
    answer(f"นำเข้าแนวเขต {count:,} พื้นที่", f"took in the outlines of {count:,} areas of level {arguments.level}")
    return 0
