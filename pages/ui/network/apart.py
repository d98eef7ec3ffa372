"""Groups of agencies that never meet, and who of them works in the same places. This module lists them."""

import pandas as pd
from markupsafe import Markup

from pages.ui import lists, prose
from pages.ui.headline import number
from pages.ui.network import known
from pages.ui.network.ties import who
from pages.ui.visit import Visit

_MOST = 12
_NAMED = 12
"""Members of a group that are named before the rest opens on request."""
_PAIRS = 12


def groups(now: Visit) -> Markup:
    """Return the groups with their members, then the agencies of different groups that share cells."""
    title = prose.heading(now.say("network_part_groups"), 2, "groups")
    table = known.standing(now)
    tied = table[table["ties"] > 0]
    if table.empty:
        return title + prose.line(now.say("network_groups_none"), "quiet")
    count, alone = tied["group"].nunique(), len(table) - len(tied)
    key = "network_groups_said" if count > 1 else "network_groups_said_one" if count else "network_groups_untied"
    said = now.say(key, groups=number(count), alone=number(alone), least=known.least())
    shown, more = lists.cut(now, [*tied.groupby("group", sort=True)], _MOST)
    items = (_group(now, int(group), members) for group, members in shown)
    return title + prose.line(said) + prose.listing(items) + more + _strangers(now)


def _group(now: Visit, group: int, members: pd.DataFrame) -> Markup:
    names = [who(now, agency) for agency in members.index]
    counts = {side: number((members["side"] == side).sum()) for side in ("state", "people", "neither")}
    head = prose.strong(now.say("network_group", group=group + 1, n=number(len(members)), **counts))
    first = prose.join(names[:_NAMED], ", ")
    if len(names) <= _NAMED:
        return prose.join([head, first], " ")
    rest = prose.fold(
        now.say("network_group_rest", n=number(len(names) - _NAMED)), prose.line(prose.join(names[_NAMED:], ", "))
    )
    return prose.join([head, first], " ") + rest


def _strangers(now: Visit) -> Markup:
    title = prose.heading(now.say("network_strangers"), 3)
    found = known.strangers(now)
    if found.empty:
        return title + prose.line(now.say("network_strangers_none"), "quiet")
    shown, more = lists.cut(now, list(found.itertuples()), _PAIRS)
    rows = [
        [
            who(now, row.agency_id),
            who(now, row.other_id),
            number(row.cells),
            number(row.surplus_cells),
            number(row.tambon),
        ]
        for row in shown
    ]
    names = ["one", "other", "cells", "surplus", "tambon"]
    head = [now.say(f"network_column_{name}") for name in names]
    note = prose.line(now.say("network_strangers_note", n=number(len(found))), "quiet")
    return title + note + prose.table(head, rows) + more
