"""Names of tables, columns and values. This module is the dictionary all others read: ``from data import schema``."""

from data.schema.columns import Column, Table
from data.schema.frames import Records, base_keys, number_text, numbered, record_keys, typed
from data.schema.labels import LABELS, Label, spellings
from data.schema.tables import SCORE_COLUMNS, SEPARATOR, TABLES
from data.schema.values import (
    ACTING_ROLES,
    DEFAULT_TIE_LEVEL,
    PEOPLE_SIDE,
    STATE_SIDE,
    AssetKind,
    AssetState,
    Direction,
    DuplicationState,
    Extent,
    IntegrationState,
    Level,
    Outcome,
    Quality,
    Role,
    Sector,
    Status,
    TieKind,
)

__all__ = [
    "ACTING_ROLES",
    "DEFAULT_TIE_LEVEL",
    "LABELS",
    "PEOPLE_SIDE",
    "SCORE_COLUMNS",
    "SEPARATOR",
    "STATE_SIDE",
    "TABLES",
    "AssetKind",
    "AssetState",
    "Column",
    "Direction",
    "DuplicationState",
    "Extent",
    "IntegrationState",
    "Label",
    "Level",
    "Outcome",
    "Quality",
    "Records",
    "Role",
    "Sector",
    "Status",
    "Table",
    "TieKind",
    "base_keys",
    "number_text",
    "numbered",
    "record_keys",
    "spellings",
    "typed",
]
