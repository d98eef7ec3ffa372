"""The first shape: records as in the files, outlines, batches. This module is never edited once shipped."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TYPES = {
    "": sa.Text,
    "date": sa.Date,
    "time": sa.DateTime,
    "double": sa.Double,
    "big": sa.BigInteger,
    "int": sa.Integer,
    "bool": sa.Boolean,
    "bytes": sa.LargeBinary,
}
_COLUMN = re.compile(r"(\w+)(?::(\w+))?([*!]?)(?:>(\w+\.\w+))?(#?)")

# name:type, then * primary key, ! not null, >table.column reference, # index; a reference has an index too
_TABLES = {
    "areas": "code* name_th! name_en level parent population:big households:big longitude:double latitude:double",
    "themes": "code* parent>themes.code name_th! name_en dac_code",
    "agencies": "agency_id* name_th! name_en short_name sector office_phone office_email website",
    "agencies_functions": "record*>agencies.agency_id position:int* value!>themes.code",
    "initiatives": (
        "initiative_id* title_th! title_en description status status_date:date start_date:date end_date:date "
        "outcome direction longitude:double latitude:double households:big budget_thb:double source_url"
    ),
    "initiatives_themes": "record*>initiatives.initiative_id position:int* value!>themes.code",
    "initiatives_areas": "record*>initiatives.initiative_id position:int* value!>areas.code",
    "initiatives_target_groups": "record*>initiatives.initiative_id position:int* value!#",
    "participation": (
        "record_key* initiative_id!>initiatives.initiative_id agency_id!>agencies.agency_id role co_fund:bool "
        "co_act:bool co_benefit:bool amount_thb:double"
    ),
    "assets": (
        "asset_id* name_th! kind! area_code>areas.code since:date state "
        "initiative_id>initiatives.initiative_id longitude:double latitude:double source_url"
    ),
    "assets_themes": "record*>assets.asset_id position:int* value!>themes.code",
    "ties": (
        "record_key* from_id!>initiatives.initiative_id to_id!>initiatives.initiative_id kind! level:big "
        "start_date:date end_date:date confirmed:bool note"
    ),
    "coverage": (
        "record_key* agency_id!>agencies.agency_id area_code!>areas.code theme>themes.code extent "
        "start_date:date end_date:date"
    ),
    "indicators": "record_key* area_code!>areas.code indicator! year:int! value:double! unit source_url",
    "hats": "record_key* person! village_code!>areas.code agency_id!>agencies.agency_id role",
    "unplaced": "record_key* initiative_id!>initiatives.initiative_id place! reason",
    "precision": "record_key* table! record! column! precision!",
    "settings": "key* value",
    "boundary": "level* area_code* quality! source! full:bytes! screen:bytes!",
    "batch": "id:int* applied_at:time! applied_by! source! added:int! changed:int! unchanged:int!",
}


def upgrade() -> None:
    """Make every table, in an order in which each refers only to itself and to those before it."""
    for table, columns in _TABLES.items():
        specs = [_COLUMN.fullmatch(column).groups() for column in columns.split()]
        keys = [name for name, _, mark, *_ in specs if mark == "*"]
        op.create_table(
            table,
            *(_column(table, spec) for spec in specs),
            sa.PrimaryKeyConstraint(*keys, name=f"pk_{table}"),
            sqlite_autoincrement=table == "batch",
        )
        for name, _, mark, refers, index in specs:
            if index or (refers and mark != "*"):
                op.create_index(f"ix_{table}_{name}", table, [name])


def _column(table: str, spec: tuple[str, str, str, str, str]) -> sa.Column:
    name, kind, mark, refers, _ = spec
    named = {"name": f"fk_{table}_{name}", "deferrable": True, "initially": "DEFERRED"}
    foreign = [sa.ForeignKey(refers, **named)] if refers else []
    return sa.Column(
        name, _TYPES[kind or ""], *foreign, nullable=not mark, autoincrement="auto" if table == "batch" else False
    )
