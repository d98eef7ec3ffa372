"""How invented records are known. This module holds the mark that every one of them carries."""

from data.schema.frames import Records
from data.schema.labels import Label

MARK = Label("(สมมติ)", "(invented)")
"""Stands at the end of every title and name that is invented."""

NOTICE = "ข้อมูลสมมติ"
"""Name of the file or sheet that says of an export that it is invented."""

SETTING = "invented"
"""Key of the setting that says ``yes`` where all records of a store are invented."""

NAMED_TABLES = {"agencies": "name_th", "initiatives": "title_th", "assets": "name_th", "indicators": "indicator"}
"""The column that carries the mark, by table."""


def is_invented(records: Records) -> bool:
    """Whether the settings among `records` say that all is invented.

    >>> from data.schema.frames import typed
    >>> is_invented({"settings": typed("settings", {"key": ["invented"], "value": ["yes"]})})
    True
    """
    if "settings" not in records:
        return False
    settings = records["settings"]
    return bool(((settings["key"] == SETTING) & (settings["value"] == "yes")).any())
