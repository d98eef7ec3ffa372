"""Who carries most, and what would be lost with its ties. This module lists the agencies by number."""

import pandas as pd
from markupsafe import Markup

from pages.ui import prose, selection
from pages.ui.headline import amount, number
from pages.ui.network import known
from pages.ui.network.ties import who
from pages.ui.visit import Visit


def carrying(now: Visit) -> Markup:
    """Return the agencies with most ties and what the area would be without these ties."""
    title = prose.heading(now.say("network_part_carrying"), 2, "carrying")
    table = known.standing(now)
    first = table[table["ties"] > 0].head(known.CARRYING)
    if first.empty:
        return title + prose.line(now.say("network_carrying_none"), "quiet")
    before = known.surplus(now)
    rows = [_row(now, str(agency), row, before) for agency, row in first.iterrows()]
    names = ["agency", "ties", "tied_places", "bridges", "splits", "surplus_after"]
    head = [now.say(f"network_column_{name}") for name in names]
    note = now.say("network_carrying_note", n=number(len(first)), s=amount(before), least=known.least())
    return title + prose.line(note, "quiet") + prose.table(head, rows) + _all(now, table)


def _row(now: Visit, agency: str, row: pd.Series, before: float) -> list[str | Markup]:
    after = known.surplus_without(now, agency)
    more = now.say("network_surplus_more", after=amount(after), more=amount(round(after - before, 2)))
    return [
        who(now, agency),
        number(row["ties"]),
        number(row["tied_places"]),
        number(row["bridges"]),
        now.say("network_splits", n=number(row["splits"])) if row["splits"] else now.say("network_splits_none"),
        more if after > before else now.say("network_surplus_same", after=amount(after)),
    ]


def _all(now: Visit, table: pd.DataFrame) -> Markup:
    """Return every agency of the area by its number in the drawing."""
    rows = [
        [
            str(row.number),
            who(now, row.Index),
            now.say(f"side_{row.side}"),
            number(row.ties),
            number(row.places) if row.is_at_work else now.say("network_not_at_work"),
            str(row.group + 1) if row.ties else "–",
        ]
        for row in table.itertuples()
    ]
    names = ["number", "agency", "side", "ties", "work_places", "group"]
    body = prose.table([now.say(f"network_column_{name}") for name in names], rows)
    way = prose.page("coverage", selection.link(agency=""), now.say("network_to_coverage"))
    return prose.fold(now.say("network_all_agencies", n=number(len(table))), body + prose.line(way))
