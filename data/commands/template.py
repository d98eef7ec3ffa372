"""Writes the Excel template that offices fill in. This module is ``python -m data template``."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.facts import shipped
from data.commands.office import open_office
from data.commands.speech import answer
from data.errors import UsageError
from data.writers.files import replacing
from data.writers.template import template_bytes


def add_to(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the door."""
    door = commands.add_parser(
        "template",
        help="แม่แบบ Excel ให้กรอก | the Excel template to fill in",
        description="แม่แบบ .xlsx มีรายการให้เลือก คำอธิบาย และตัวอย่าง กรอกแล้วนำเข้าด้วย import | "
        "an .xlsx with drop-down lists, notes and examples; filled in, it goes to import",
    )
    door.add_argument("path", metavar="FILE", help="the .xlsx to write")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write the template with the areas, themes and agencies of the office's store, or of the shipped facts."""
    path = Path(arguments.path)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"ชื่อแม่แบบต้องลงท้าย .xlsx ไม่ใช่ {path.name}", f"the template must end in .xlsx, not {path.name}"
        )
    store = open_office()
    content = template_bytes(shipped("none") if store is None else store.records(["areas", "themes", "agencies"]))
    with replacing(path) as part:
        part.write_bytes(content)
    answer(f"เขียนแม่แบบ {path} แล้ว กรอกแล้วนำเข้าด้วย import", f"the template {path} is written; import it once filled")
    return 0
