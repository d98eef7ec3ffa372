"""Which fields a form has, and how they are grouped. This module lays out the form of each kind of record."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS = ("initiatives", "agencies", "ties", "assets", "coverage")
"""Tables that have a form, in the order in which they are offered."""

Groups = Mapping[str, tuple[str, ...]]
"""Columns by the word that heads their group."""

GROUPS: Mapping[str, Groups] = MappingProxyType(
    {
        "initiatives": {
            "form_what": ("title_th", "themes"),
            "form_where": ("areas", "longitude", "latitude"),
            "form_who": (),
            "form_when": ("start_date", "end_date"),
            "form_status": ("status", "status_date", "outcome"),
            "form_ties": (),
            "form_more": (
                "description",
                "direction",
                "households",
                "budget_thb",
                "target_groups",
                "title_en",
                "source_url",
            ),
        },
        "agencies": {
            "form_agency": ("name_th", "short_name", "sector", "functions"),
            "form_contact": ("office_phone", "office_email", "website", "name_en"),
        },
        "ties": {
            "form_tie": ("from_id", "kind", "to_id"),
            "form_when": ("start_date", "end_date"),
            "form_status": ("level", "confirmed", "note"),
        },
        "assets": {
            "form_asset": ("name_th", "kind", "themes", "initiative_id"),
            "form_where": ("area_code", "longitude", "latitude"),
            "form_status": ("state", "since", "source_url"),
        },
        "coverage": {
            "form_coverage": ("agency_id", "area_code", "theme", "extent"),
            "form_when": ("start_date", "end_date"),
        },
    }
)
"""The groups of each form; one without columns holds rows of its own."""

BESIDE = ("form_when", "form_status")
"""Groups that stand beside each other where there is room."""

FOLDED = ("form_more", "form_contact")
"""Groups that open on request."""

WIDE = ("title_th", "themes", "areas", "description", "name_th", "functions", "from_id", "to_id", "note",
        "initiative_id", "title_en", "source_url")  # fmt: skip
"""Columns whose field takes the whole width of its group."""

AREA_COLUMN = {"initiatives": "areas", "assets": "area_code"}
"""The column that the map fills, of forms that have a map."""

COUNTED = ("themes", "areas", "status")
"""Columns without which work is kept but does not count."""

NAME_COLUMN = {"initiatives": "title_th", "agencies": "name_th", "assets": "name_th"}
"""The column that a record is called by."""

WAYS: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        "co_work": ("co_work", False),
        "co_fund": ("co_fund", False),
        "builds_on": ("builds_on", False),
        "builds_on_back": ("builds_on", True),
        "handover": ("handover", False),
        "handover_back": ("handover", True),
        "part_of": ("part_of", False),
        "part_of_back": ("part_of", True),
        "same_record": ("same_record", False),
        "complementary": ("complementary", False),
    }
)
"""How this work may hang together with other work: the kind of tie, and whether it runs from the other to this."""


def way_of(kind: str, *, is_back: bool) -> str:
    """Return the way that a tie is said in, seen from one of its ends.

    >>> way_of("handover", is_back=True), way_of("co_work", is_back=True)
    ('handover_back', 'co_work')
    """
    back = f"{kind}_back"
    return back if is_back and back in WAYS else kind
