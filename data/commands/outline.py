"""Outlines of areas from the command line. This module is ``python -m data boundaries``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands import fetch
from data.commands.intake import take_in
from data.commands.layers import LayerFile
from data.schema import Level


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    acts = commands.add_parser("boundaries", help="แนวเขต | outlines of areas").add_subparsers(
        required=True, metavar="ACT"
    )
    door = acts.add_parser(
        "import", help="นำแนวเขตทางการหรือจุดหมู่บ้านเข้า | take official outlines or village points in, after checks"
    )
    door.add_argument(
        "file", metavar="FILE", help="GeoJSON, GeoPackage or zipped Shapefile of polygons, of villages also points"
    )
    door.add_argument("--level", required=True, choices=tuple(str(level) for level in Level))
    door.add_argument("--code", metavar="COLUMN", help="column of the area codes; else the one that holds them")
    door.add_argument("--name", metavar="COLUMN", help="column of the names, for suggestions")
    door.set_defaults(run=run)
    fetch.add_to(acts)


def run(arguments: Namespace) -> int:
    """Take a file in; say every problem and keep nothing if there is one."""
    return take_in(LayerFile(Path(arguments.file), arguments.code, arguments.name), arguments.level)
