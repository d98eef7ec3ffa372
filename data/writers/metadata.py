"""What stands beside every export: where it comes from, of when it is, what it leaves out. This module says so."""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from data.schema import Label, Level
from data.writers.content import Content
from data.writers.files import NOTICE_SAID
from data.writers.forms import FORMS
from data.writers.iati import left_out
from data.writers.losses import losses

_PROJECT = Path(__file__).resolve().parents[2]
VERSION: str = tomllib.loads((_PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PRODUCT = Label("ส่องกล้องนคร", "Songklong Nakhon")


class Origin(NamedTuple):
    """Where an export comes from.

    Attributes
    ----------
    register : the store as people may see it, blank for records without one; where it stands is not told.
    version : the batch at which it stood.
    registry : what ships with the program: file, rows, source, source_date, licence, quality.
    hidden : tables that were kept back.
    """

    register: str
    version: int
    registry: pd.DataFrame
    hidden: Collection[str]


def metadata(content: Content, form: str, files: Iterable[Path], origin: Origin) -> dict[str, Any]:
    """Return what is to be known of an export, in words that JSON holds; names follow DCAT where it has any."""
    settings = content.settings
    title = Label(settings.get("title_th", PRODUCT.thai), settings.get("title_en", PRODUCT.english))
    missing = left_out(content) if form == "iati" else pd.Series(dtype="str")
    return {
        "title": _pair(title),
        "description": _pair(FORMS[form].use),
        **({"notice": _pair(NOTICE_SAID)} if content.is_invented else {}),
        "invented": content.is_invented,
        "format": form,
        "mediaType": FORMS[form].media_type,
        "language": ["th", "en"],
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "as_of": content.day.isoformat(),
        "level": content.level,
        "creator": {"name": _pair(PRODUCT), "version": VERSION},
        "register": {
            "name": PurePosixPath(origin.register).name,
            "version": origin.version,
            "hidden": sorted(origin.hidden),
        },
        "source": _sources(content, origin.registry),
        "boundaries": {str(level): _boundaries(content, level) for level in Level},
        "rows": {name: len(frame) for name, frame in content.records.items()},
        "left_out": {"counts": missing.value_counts().to_dict(), "initiatives": missing.to_dict()},
        "losses": [
            {"table": loss.table, "columns": list(loss.columns), **_pair(loss.said)}
            for loss in losses(form, origin.hidden)
        ],
        "distribution": [_file(file) for file in files],
    }


def _pair(label: Label) -> dict[str, str]:
    return {"th": label.thai, "en": label.english}


def _sources(content: Content, registry: pd.DataFrame) -> list[dict[str, str]]:
    """Return source and licence of the shipped facts, and of the sample whose records these are."""
    folders = registry["file"].str.rpartition("/")[0]
    wanted = folders.isin(["province", f"samples/{content.settings.get('sample', '')}"])
    columns = ["file", "source", "source_date", "licence", "quality", "sha256"]
    return [
        {str(name): str(value) for name, value in row.items()}
        for row in registry.loc[wanted, columns].to_dict("records")
    ]


def _boundaries(content: Content, level: Level) -> dict[str, dict[str, int]]:
    shapes = content.shapes(level)
    return {name: shapes[name].value_counts().to_dict() for name in ("quality", "source")}


def _file(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {"file": file.name, "byteSize": len(content), "sha256": hashlib.sha256(content).hexdigest()}
