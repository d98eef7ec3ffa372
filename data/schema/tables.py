"""Every table of records, its columns and what each may hold. This module is the shape of all files."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from data.schema.columns import Column, Table
from data.schema.values import (
    MARKS,
    WAYS_ON,
    AccountRole,
    Answer,
    AssetKind,
    AssetState,
    Direction,
    Extent,
    Fate,
    Level,
    Move,
    Outcome,
    RequestKind,
    Role,
    Sector,
    Status,
    TieKind,
    Verdict,
)


def _enum(name: str, values: type[StrEnum]) -> Column:
    return Column(name, "enum", allowed=tuple(values))


_LONGITUDE = Column("longitude", "number", low=-180, high=180)
_LATITUDE = Column("latitude", "number", low=-90, high=90)
_URL = Column("source_url", "url")


def _initiative(name: str) -> Column:
    return Column(name, "code", required=True, refers="initiatives")


_TABLES = (
    Table(
        "areas",
        (
            Column("code", "id", required=True),
            Column("name_th", required=True),
            Column("name_en"),
            _enum("level", Level),
            Column("parent", "code", refers="areas"),
            Column("population", "integer", low=0),
            Column("households", "integer", low=0),
            _LONGITUDE,
            _LATITUDE,
        ),
        ("code",),
    ),
    Table(
        "themes",
        (
            Column("code", "id", required=True),
            Column("parent", "code", refers="themes"),
            Column("name_th", required=True),
            Column("name_en"),
            Column("dac_code"),
        ),
        ("code",),
    ),
    Table(
        "agencies",
        (
            Column("agency_id", "id", required=True),
            Column("name_th", required=True),
            Column("name_en"),
            Column("short_name"),
            _enum("sector", Sector),
            Column("functions", "codes", refers="themes"),
            Column("office_phone"),
            Column("office_email"),
            Column("website", "url"),
        ),
        ("agency_id",),
    ),
    Table(
        "initiatives",
        (
            Column("initiative_id", "id", required=True),
            Column("title_th", required=True),
            Column("title_en"),
            Column("description"),
            _enum("status", Status),
            Column("status_date", "end"),
            Column("start_date", "start"),
            Column("end_date", "end"),
            _enum("outcome", Outcome),
            _enum("direction", Direction),
            Column("themes", "codes", refers="themes"),
            Column("areas", "codes", refers="areas"),
            Column("target_groups", "texts"),
            _LONGITUDE,
            _LATITUDE,
            Column("households", "integer", low=0),
            Column("budget_thb", "number", low=0),
            _URL,
        ),
        ("initiative_id",),
    ),
    Table(
        "participation",
        (
            _initiative("initiative_id"),
            Column("agency_id", "code", required=True, refers="agencies"),
            _enum("role", Role),
            Column("co_fund", "boolean"),
            Column("co_act", "boolean"),
            Column("co_benefit", "boolean"),
            Column("amount_thb", "number", low=0),
        ),
        ("initiative_id", "agency_id", "role"),
        may_repeat=True,
    ),
    Table(
        "assets",
        (
            Column("asset_id", "id", required=True),
            Column("name_th", required=True),
            Column("kind", "enum", required=True, allowed=tuple(AssetKind)),
            Column("area_code", "code", refers="areas"),
            Column("themes", "codes", refers="themes"),
            Column("since", "start"),
            _enum("state", AssetState),
            Column("initiative_id", "code", refers="initiatives"),
            _LONGITUDE,
            _LATITUDE,
            _URL,
        ),
        ("asset_id",),
    ),
    Table(
        "ties",
        (
            _initiative("from_id"),
            _initiative("to_id"),
            Column("kind", "enum", required=True, allowed=tuple(TieKind)),
            Column("level", "integer", low=0, high=5),
            Column("start_date", "start"),
            Column("end_date", "end"),
            Column("confirmed", "boolean"),
            Column("note"),
        ),
        ("from_id", "to_id", "kind", "start_date"),
        may_repeat=True,
    ),
    Table(
        "coverage",
        (
            Column("agency_id", "code", required=True, refers="agencies"),
            Column("area_code", "code", required=True, refers="areas"),
            Column("theme", "code", refers="themes"),
            _enum("extent", Extent),
            Column("start_date", "start"),
            Column("end_date", "end"),
        ),
        ("agency_id", "area_code", "theme", "start_date"),
        may_repeat=True,
    ),
    Table(
        "indicators",
        (
            Column("area_code", "code", required=True, refers="areas"),
            Column("indicator", required=True),
            Column("year", "year", required=True, low=1900, high=2200),
            Column("value", "number", required=True),
            Column("unit"),
            _URL,
        ),
        ("area_code", "indicator", "year"),
        may_repeat=True,
    ),
    Table(
        "hats",
        (
            Column("person", required=True, is_of_people=True),
            Column("village_code", "code", required=True, refers="areas"),
            Column("agency_id", "code", required=True, refers="agencies"),
            Column("role"),
        ),
        ("person", "village_code", "agency_id", "role"),
        may_repeat=True,
    ),
    # Beyond CONTRACT's ten, in files of the same form:
    Table(
        "unplaced",  # places a source names that no official code fits
        (
            _initiative("initiative_id"),
            Column("place", required=True),
            Column("reason"),
        ),
        ("initiative_id", "place"),
        may_repeat=True,
    ),
    Table(
        "precision",  # dates of which the source gives only the month or the year
        (
            Column("table", "enum", required=True, allowed=("initiatives", "assets", "ties", "coverage")),
            Column("record", required=True),
            Column("column", required=True),
            Column("precision", "enum", required=True, allowed=("month", "year")),
        ),
        ("table", "record", "column"),
    ),
    Table(
        "settings",
        (
            Column("key", "id", required=True),
            Column("value"),
        ),
        ("key",),
    ),
    Table(
        "aliases",  # other names by which an agency is known, learned from what people accepted
        (
            Column("alias", "id", required=True),
            Column("agency_id", "code", required=True, refers="agencies"),
        ),
        ("alias",),
    ),
    Table(
        "layouts",  # what the headings of other people's files mean, remembered by name
        (
            Column("layout", required=True),
            Column("heading", required=True),
            Column("target"),
            Column("agency_id", "code", refers="agencies"),
            Column("signature"),
        ),
        ("layout", "heading"),
    ),
    Table(
        "requests",  # what one agency asks another to confirm or to host
        (
            Column("request_id", "id", required=True),
            Column("kind", "enum", required=True, allowed=tuple(RequestKind)),
            _initiative("initiative_id"),
            Column("other_id", "code", refers="initiatives"),
            _enum("tie_kind", TieKind),
            Column("agency_id", "code", required=True, refers="agencies"),
            Column("asked_by"),
            Column("asked_on", "start"),
            _enum("answer", Answer),
            Column("answered_by"),
            Column("answered_on", "end"),
            Column("note"),
        ),
        ("request_id",),
    ),
    Table(
        "reviews",  # what was said of an item of a review queue that no record says
        (
            Column("queue", required=True),
            Column("subject", required=True),
            _enum("verdict", Verdict),
            Column("until", "end"),
            Column("reason"),
            Column("said_by"),
            Column("said_on", "end"),
        ),
        ("queue", "subject"),
    ),
    Table(
        "accounts",  # who may sign in, without secrets
        (
            Column("account_id", "id", required=True, is_of_people=True),
            Column("name", is_of_people=True),
            Column("role", "enum", required=True, allowed=tuple(AccountRole)),
            Column("agency_id", "code", refers="agencies"),
            Column("email", is_of_people=True),
            Column("disabled", "boolean"),
        ),
        ("account_id",),
    ),
    Table(
        "marks",  # what an agency says of another's work that it saw through binoculars
        (
            Column("agency_id", "code", required=True, refers="agencies"),
            _initiative("initiative_id"),
            Column("way", "enum", required=True, allowed=MARKS),
            Column("own_id", "code", refers="initiatives"),
            Column("sentence"),
            Column("said_by"),
            Column("said_on", "end"),
        ),
        ("agency_id", "initiative_id"),
    ),
    Table(
        "decisions",  # what was decided before a new front, with what had been looked at
        (
            Column("decision_id", "id", required=True),
            Column("agency_id", "code", required=True, refers="agencies"),
            Column("way", "enum", required=True, allowed=WAYS_ON),
            Column("title_th"),
            Column("description"),
            Column("themes", "codes", refers="themes"),
            Column("areas", "codes", refers="areas"),
            Column("start_date", "start"),
            Column("end_date", "end"),
            Column("host_id", "code", refers="agencies"),
            Column("initiative_id", "code", refers="initiatives"),
            Column("reason"),
            Column("seen", "texts"),
            Column("capital", "texts"),
            Column("evidence"),
            Column("decided_by"),
            Column("decided_on", "end"),
        ),
        ("decision_id",),
    ),
    Table(
        "objections",  # what an agency says against a review of its work as complementary
        (
            _initiative("from_id"),
            _initiative("to_id"),
            Column("agency_id", "code", required=True, refers="agencies"),
            Column("reason"),
            Column("said_by"),
            Column("said_on", "end"),
        ),
        ("from_id", "to_id", "agency_id"),
    ),
    Table(
        "ruins",  # what is to become of abandoned work and of what it left behind
        (
            Column("table", "enum", required=True, allowed=("initiatives", "assets")),
            Column("record", required=True),
            Column("fate", "enum", required=True, allowed=tuple(Fate)),
            Column("agency_id", "code", refers="agencies"),
            Column("reason"),
            Column("decided_by"),
            Column("decided_on", "end"),
        ),
        ("table", "record"),
    ),
    Table(
        "proposals",  # what if: changes that somebody thinks of, kept apart from the records
        (
            Column("proposal_id", "id", required=True),
            Column("name", required=True),
            Column("note"),
            Column("agency_id", "code", refers="agencies"),
            Column("made_by"),
            Column("made_on", "end"),
        ),
        ("proposal_id",),
    ),
    Table(
        "steps",  # of a proposal, in order; work is named by its id, or by the step's own where it opens that work
        (
            Column("proposal_id", "code", required=True, refers="proposals"),
            Column("position", "integer", required=True, low=1),
            Column("move", "enum", required=True, allowed=tuple(Move)),
            Column("work"),
            Column("other"),
            Column("agency_id", "code", refers="agencies"),
            _enum("role", Role),
            _enum("tie_kind", TieKind),
            Column("level", "integer", low=0, high=5),
            Column("on_date", "start"),
            Column("title_th"),
            Column("themes", "codes", refers="themes"),
            Column("areas", "codes", refers="areas"),
        ),
        ("proposal_id", "position"),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _TABLES})
"""Every table by name, in an order in which each refers only to itself and to those before it."""

PRIVATE_TABLES = (
    "hats",
    "layouts",
    "requests",
    "reviews",
    "accounts",
    "marks",
    "decisions",
    "objections",
    "ruins",
    "proposals",
    "steps",
)
"""Tables that nobody sees without signing in."""

SCORE_COLUMNS: tuple[str, ...] = (
    "area_code",
    "villages",
    "villages_recorded",
    "initiatives",
    "agencies",
    "cells",
    "surplus",
    "fronts",
    "duplication",
    "duplication_low",
    "duplication_share",
    "duplication_state",
    "integration",
    "integration_state",
    "integration_components",
    *(f"{letter}{k}" for k in range(1, 7) for letter in "xn"),
)
"""Columns of SCORES.csv in order."""

SEPARATOR = ";"
"""Between several values in one field."""
