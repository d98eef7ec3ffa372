"""People stand in the store under pseudonyms only. This module makes them, with a key kept beside the store."""

import contextlib
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from dataclasses import replace
from pathlib import Path

from data.errors import StoreError
from data.schema import TABLES, Records
from data.schema.privacy import private
from data.store.edits import Edit

_PSEUDONYM = re.compile(r"person-[0-9a-f]{32}")


def without_names(records: Records, key_file: Path) -> Records:
    """Return `records` with every person in ``hats`` under a keyed pseudonym; pseudonyms of an export are kept.

    Raises
    ------
    StoreError
        The key cannot be read or made.
    """
    if "hats" not in records or records["hats"].empty:
        return records
    hats = records["hats"]
    key = _key(key_file)
    names = {name: _pseudonym(name, key) for name in hats["person"].dropna().unique()}
    return {**records, "hats": hats.assign(person=hats["person"].map(names).astype("str"))}


def edit_without_names(edit: Edit, key_file: Path) -> Edit:
    """Return an edit that keeps nothing of people: those of ``hats`` under pseudonyms, what else is new hidden."""
    if edit.after is None or edit.table not in TABLES:
        return edit
    before, shape = edit.before or {}, TABLES[edit.table]
    new = {name: value for name, value in edit.after.items() if isinstance(value, str) and value != before.get(name)}
    free = {name: private(value, shape.column(name))[1] for name, value in new.items()}
    if edit.table == "hats" and "person" in new:
        free["person"] = pseudonym(new["person"], key_file)
    return replace(edit, after={**edit.after, **free})


def pseudonym(name: str, key_file: Path) -> str:
    """Return the pseudonym under which somebody stands; a pseudonym stays as it is.

    Raises
    ------
    StoreError
        The key cannot be read or made.
    """
    return name if _PSEUDONYM.fullmatch(name) else _pseudonym(name, _key(key_file))


def _pseudonym(name: str, key: bytes) -> str:
    if _PSEUDONYM.fullmatch(name):
        return name
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    return f"person-{hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()[:32]}"


def _key(file: Path) -> bytes:
    """Return the key, made on first use and readable by its owner only."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
                handle.write(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):
                os.link(part, file)
            part.unlink()
        return bytes.fromhex(file.read_text().strip())
    except (OSError, ValueError) as error:
        raise StoreError(
            f"อ่านหรือสร้างกุญแจนามแฝง {file.name} ไม่ได้",
            f"the key of pseudonyms {file.name} cannot be read or made: {error}",
        ) from error
