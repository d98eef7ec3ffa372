"""Hashtags of the columns of our own 4W table. This module is shared by who writes and who reads it."""

from collections.abc import Mapping

from data.schema.values import Level, Role

INITIATIVE: Mapping[str, str] = {
    "initiative_id": "#activity+code",
    "title_th": "#activity+name+i_th",
    "title_en": "#activity+name+i_en",
    "description": "#description+i_th",
    "status": "#status",
    "status_date": "#date+reported",
    "start_date": "#date+start",
    "end_date": "#date+end",
    "outcome": "#outcome",
    "direction": "#x_direction",
    "target_groups": "#targeted+group+list",
    "longitude": "#geo+lon",
    "latitude": "#geo+lat",
    "households": "#targeted+hh",
    "budget_thb": "#value+budget",
    "source_url": "#meta+url",
}
"""Hashtag of each column of an initiative; its areas and themes are spread over rows."""

ORGANISATIONS: Mapping[str, str] = {
    Role.ACCOUNTABLE: "#org+accountable",
    Role.IMPLEMENTING: "#org+impl",
    Role.FUNDING: "#org+funder",
    Role.EXTENDING: "#org+extending",
    "": "#org+unspecified",
}
"""Hashtag of an agency by its role, known or not."""

PLACES: Mapping[Level, str] = {level: f"#adm{at}" for at, level in enumerate(Level, start=1)}
SECTOR, SUBSECTOR, DAC, NOTICE = "#sector", "#subsector", "#subsector+code+v_dac", "#meta+notice"
CODE = "+code"
NAMED = {"name_th": "+name+i_th", "name_en": "+name+i_en", "sector": "+type"}
"""Attributes of what is told of an agency, area or theme beside its code, by column; only agencies have a type."""
