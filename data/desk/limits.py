"""Limits of the classes of the integration index. This module fixes them once, so that colours compare over time."""

import datetime
from collections.abc import Mapping

from data.schema import Level, today, typed
from data.store import Store
from geo.classify import integration_limits
from geo.scores import evaluate, score

PARTS = (3, 5)
"""Terciles for the map of two measures, quintiles for the index alone."""


def setting(parts: int) -> str:
    """Return the key under which the limits between so many classes are kept.

    >>> setting(3)
    'integration_limits_3'
    """
    return f"integration_limits_{parts}"


def fix_limits(store: Store) -> None:
    """Keep the province's own quantiles as limits where none are kept and enough tambon are published.

    They are those of the day the register opens at, or else of today, and stay until someone imports others
    (``settings.csv``: ``integration_limits_3,12|18``).
    """
    kept = store.settings()
    wanted = [parts for parts in PARTS if setting(parts) not in kept]
    if not wanted:
        return
    index = score(evaluate(store.records(), opening_day(kept)), Level.TAMBON)["integration"]
    found = {setting(parts): integration_limits(index, parts) for parts in wanted}
    rows = {key: "|".join(f"{limit:g}" for limit in limits) for key, limits in found.items() if limits}
    if rows:
        store.apply({"settings": typed("settings", {"key": [*rows], "value": [*rows.values()]})}, "limits", "limits")


def opening_day(settings: Mapping[str, str]) -> datetime.date:
    """Return the day a register opens at: that of its settings, else today.

    >>> opening_day({"opening_as_of": "2026-11-20"})
    datetime.date(2026, 11, 20)
    """
    try:
        return datetime.date.fromisoformat(settings.get("opening_as_of", ""))
    except ValueError:
        return today()
