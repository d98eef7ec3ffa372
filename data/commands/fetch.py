"""Official outlines of tambon from the web. This module is ``python -m data boundaries fetch``."""

import re
from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from data.commands.intake import take_in
from data.commands.layers import LayerFile
from data.commands.office import open_office
from data.commands.progress import Progress
from data.commands.speech import answer
from data.errors import UsageError
from data.readers.downloads import Download, checksum, download
from data.schema import Level
from data.store.location import LOCAL

URL = (
    "https://data.humdata.org/dataset/d24bdc45-eb4c-4e3d-8b16-44db02667c27/resource/"
    "10dde461-b781-4904-9559-7deb3e960913/download/tha_admin_boundaries.shp.zip"
)
"""The Shapefiles of COD-AB Thailand on the Humanitarian Data Exchange, some 377 MB, no checksum of which is known."""

PAGE = "https://data.humdata.org/dataset/cod-ab-tha"

SOURCE = "COD-AB Thailand, Royal Thai Survey Department / OCHA / ITOS, CC BY-IGO"
_ENDINGS = (".zip", ".gpkg", ".geojson", ".json")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def add_to(acts: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this act to ``boundaries``."""
    door = acts.add_parser(
        "fetch",
        help="ดาวน์โหลดแนวเขตตำบลทางการ (COD-AB, CC BY-IGO) | download official outlines of tambon, take them in",
    )
    door.add_argument("--url", default=URL, help="another address of a .zip, .gpkg or .geojson; else that of COD-AB")
    door.add_argument("--sha256", default="", metavar="HEX", help="checksum that the file must have")
    door.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Download the file, going on where an earlier try broke off, and take in the tambon of the store."""
    asked = Download(arguments.url, _expected(arguments.sha256), PAGE)
    if not asked.url.lower().startswith(("https://", "http://")) or not asked.name.lower().endswith(_ENDINGS):
        raise UsageError(
            f"--url ต้องเป็น https:// หรือ http:// และลงท้ายด้วย {' '.join(_ENDINGS)}",
            f"--url must be https:// or http:// and end in {', '.join(_ENDINGS)}",
        )
    open_office()
    file = download(asked, LOCAL / "downloads", Progress())
    _say_checksum(file, asked.sha256)
    source = SOURCE if asked.url == URL else ""
    return take_in(LayerFile(file, only_known=True, source=source), Level.TAMBON)


def _expected(sha256: str) -> str:
    if sha256 and not _SHA256.fullmatch(sha256):
        raise UsageError("--sha256 ต้องเป็นเลขฐานสิบหก 64 ตัว", "--sha256 must be 64 hexadecimal digits")
    return sha256.lower()


def _say_checksum(file: Path, expected: str) -> None:
    found = checksum(file)
    file.with_name(f"{file.name}.sha256").write_text(f"{found}  {file.name}\n", encoding="utf-8")
    if expected:
        answer(f"ผลรวมตรวจสอบถูกต้อง sha256 {found}", "the checksum is as expected")
    else:
        answer(
            f"ดาวน์โหลด {file.name} แล้ว sha256 {found} ยังไม่ได้เทียบกับค่าใด",
            "downloaded; this checksum was compared with none, keep it for --sha256",
        )
