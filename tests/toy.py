"""One province small enough for paper: 3 tambon, 6 villages, 5 agencies, 15 records. This module is the toy world.

The day is 30 June 2567 (2024); 24 months before it is 30 June 2565 (2022).

- P = 800101 has three villages, Q = 800102 is a town tambon without villages, R = 800201 has three villages.
- W1 and W2 are leaves of W; J is a top-level code that stands as a leaf of its own.
- irrigation (state) and municipality (local government) are the state side; users (community) and foundation
  (civil society) the people's side; college is academic and takes no side.
"""

from datetime import date

from worlds import records

DAY = date(2024, 6, 30)

_AREAS = {
    "80": ("province", None),
    "8001": ("amphoe", "80"),
    "8002": ("amphoe", "80"),
    "800101": ("tambon", "8001"),
    "800102": ("tambon", "8001"),
    "800201": ("tambon", "8002"),
    "80010101": ("village", "800101"),
    "80010102": ("village", "800101"),
    "80010103": ("village", "800101"),
    "80020101": ("village", "800201"),
    "80020102": ("village", "800201"),
    "80020103": ("village", "800201"),
}
_THEMES = {"W": None, "W1": "W", "W2": "W", "J": None}
_AGENCIES = {
    "irrigation": "state",
    "municipality": "local_government",
    "users": "community",
    "foundation": "civil_society",
    "college": "academic",
}

# initiative: themes, areas, status, status_date, start, end, direction
_INITIATIVES = {
    # P, W1
    "canal": ("W1", "80010101", "implementation", None, "2023-01-10", "2024-12-31", "top_down"),
    "weir": ("W1", "80010101;80010102", "implementation", "2024-01-31", "2022-01-15", None, "bottom_up"),
    "pumps": ("W1", "800101", "implementation", None, None, None, None),  # names the tambon only: imprecise
    "ditch": ("W1", "80010101", "closed", None, "2020-05-01", "2022-09-30", None),
    # P, J
    "market": ("J", "80010102", "finalisation", None, "2023-06-30", "2024-06-30", "bottom_up"),  # ends on the day
    "weaving": ("J", "80010102;80010103", "implementation", "2022-07-01", "2022-07-01", None, None),
    "course": ("J", "80010102", "implementation", "2022-06-30", None, None, None),  # unconfirmed since that day
    # Q, W2: two records of one initiative, the one without a status holding the place
    "mains": (None, "800102", None, None, "2024-01-01", "2024-12-31", None),
    "mains2": ("W2", None, "implementation", None, "2023-09-01", "2025-03-31", None),
    # amphoe 8001: in no unit
    "plan": ("W1", "8001", "implementation", None, None, None, None),
    # R, W1
    "pond": ("W1", "80020101", "implementation", None, "2022-06-30", "2024-09-30", "bottom_up"),
    "dam": ("W1", "80020101", "implementation", None, "2024-02-29", "2025-06-30", "top_down"),
    # R, W2
    "filter": ("W2", "80020102", "implementation", "2024-05-01", "2024-01-01", None, None),
    "well": ("W2", "80020102", "closed", None, "2021-01-01", "2023-12-31", None),  # its need was met
    "tank": ("W2", "80020103", None, None, "2024-01-01", None, None),  # unknown status: never scored
}
_OUTCOMES = {"ditch": "handed_over", "well": "need_met"}

_PARTICIPATION = (
    ("canal", "irrigation", "accountable"),
    ("weir", "users", "accountable"),
    ("pumps", "foundation", "implementing"),
    ("pumps", "college", "extending"),
    ("ditch", "users", "accountable"),
    ("market", "municipality", "accountable"),
    ("market", "irrigation", "funding"),
    ("weaving", "foundation", "accountable"),
    ("course", "college", "implementing"),
    ("course", "users", None),
    ("mains", "irrigation", "implementing"),
    ("mains2", "irrigation", "accountable"),
    ("plan", "municipality", "accountable"),
    ("pond", "municipality", "accountable"),
    ("dam", "irrigation", "accountable"),
    ("filter", "users", "accountable"),
    ("filter", "foundation", "accountable"),
    ("filter", "college", "implementing"),
    ("well", "college", "accountable"),
    ("tank", "foundation", "accountable"),
)

# from, to, kind, level, start, end, confirmed
_TIES = (
    ("canal", "weir", "co_work", 3, "2023-02-01", None, True),
    ("pumps", "weir", "co_fund", None, None, None, True),
    ("canal", "ditch", "builds_on", None, None, None, None),
    ("canal", "pumps", "co_work", 5, None, "2024-06-29", True),  # over the day before
    ("market", "course", "handover", 5, None, None, True),
    ("course", "weaving", "part_of", None, None, None, False),
    ("mains2", "mains", "same_record", None, None, None, None),
    ("pond", "dam", "complementary", None, "2024-06-30", None, None),
)


def _day(text):
    return text and date.fromisoformat(text)


def toy_records():
    """Records of the toy world."""
    return records(
        areas=[
            {"code": code, "name_th": code, "level": level, "parent": parent}
            for code, (level, parent) in _AREAS.items()
        ],
        themes=[{"code": code, "parent": parent, "name_th": code} for code, parent in _THEMES.items()],
        agencies=[{"agency_id": one, "name_th": one, "sector": sector} for one, sector in _AGENCIES.items()],
        initiatives=[
            {
                "initiative_id": one,
                "title_th": one,
                "themes": themes,
                "areas": areas,
                "status": status,
                "status_date": _day(status_date),
                "start_date": _day(start),
                "end_date": _day(end),
                "direction": direction,
                "outcome": _OUTCOMES.get(one),
            }
            for one, (themes, areas, status, status_date, start, end, direction) in _INITIATIVES.items()
        ],
        participation=[{"initiative_id": i, "agency_id": a, "role": role} for i, a, role in _PARTICIPATION],
        ties=[
            {
                "from_id": giver,
                "to_id": taker,
                "kind": kind,
                "level": level,
                "start_date": _day(start),
                "end_date": _day(end),
                "confirmed": confirmed,
            }
            for giver, taker, kind, level, start, end, confirmed in _TIES
        ],
    )
