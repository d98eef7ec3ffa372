"""Says what became of a file of outlines. This module is the command line of ``data.commands.boundaries``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.boundaries import keep_boundaries, read_boundaries
from data.commands.facts import shipped
from data.commands.office import make_office, open_office
from data.commands.speech import answer, complain_of
from data.errors import FileError
from data.schema import Level


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
    store = open_office()
    file = Path(arguments.file)
    if not file.exists():
        raise FileError(f"ไม่พบไฟล์ {file}", f"there is no file {file}")
    areas = (store.records() if store else shipped("none"))["areas"]
    outlines, problems = read_boundaries(areas, file, arguments.level, arguments.code, arguments.name)
    complain_of(problems)
    if outlines is None:
        return 1
    store = store or make_office()
    if not keep_boundaries(store, arguments.level, outlines).added:
        answer(f"ไม่มีอะไรเปลี่ยนใน {store.place}", f"nothing changed in {store.place}")
        return 0
    answer(
        f"นำเข้าแนวเขต {len(outlines):,} พื้นที่สู่ {store.place}",
        f"took in the outlines of {len(outlines):,} areas of level {arguments.level} into {store.place}",
    )
    return 0
