"""Where two agencies meet, cell by cell. This module lists the places with the work of both."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from pages.ui import lists, prose, selection
from pages.ui.duplication import held, meeting
from pages.ui.headline import amount, number
from pages.ui.register import values
from pages.ui.visit import Visit

_MOST = 30
_TWO = 2


def places(now: Visit) -> Markup:
    """Return the cells that the two chosen agencies share: village, theme, both's work and tie."""
    if len(held.agencies(now)) < _TWO:
        return Markup("")
    title = prose.heading(now.say("pairs_places"), 2, "places")
    rows = held.both(now)
    if rows.empty:
        return title + prose.line(now.say("pairs_never", who=_names(now)), "quiet")
    found = held.alike(now)
    shown, more = lists.cut(now, list(found.itertuples()), _MOST)
    cells, missing = int(rows["cells"].sum()), float(rows["missing"].sum())
    total = now.say("pairs_sum", cells=number(cells), tied=amount(cells - missing), missing=amount(missing))
    one, other = (now.register.agency_name(rows[name].iloc[0], now.lang) for name in ("agency_id", "other_id"))
    head = [
        now.say("pairs_where"),
        now.say("column_theme"),
        *(now.say("pairs_work_of", name=name) for name in (one, other)),
    ]
    head.append(now.say("pairs_strength"))
    return (
        title
        + prose.line(total)
        + _whole(now, rows)
        + prose.table(head, [_row(now, row, rows["area_code"].iloc[row.at]) for row in shown])
        + more
    )


def _whole(now: Visit, rows: pd.DataFrame) -> Markup:
    """Return how many cells the two do not tie fully and that hold no surplus front all the same, if any."""
    open_rows = rows[rows["strength"] < 1]
    count = int((open_rows["cells"] - open_rows["surplus_cells"]).sum())
    return prose.line(now.say("pairs_sum_whole", n=number(count)), "quiet") if count else Markup("")


def _names(now: Visit) -> str:
    return now.say("pairs_and").join(now.register.agency_name(code, now.lang) for code in held.agencies(now))


def _row(now: Visit, row: tuple, tambon: str) -> list[str | Markup]:
    where = prose.page("area", selection.link(area=tambon), now.register.place_name(tambon, now.lang))
    return [
        prose.join([where, units(now, tambon, values(row.units))]),
        now.register.theme_name(row.theme, now.lang),
        works(now, row.works),
        works(now, row.other_works),
        _strength(now, row),
    ]


def _strength(now: Visit, row: tuple) -> str:
    said = meeting.strength(now, row.strength)
    return said if row.is_surplus or row.strength >= 1 else f"{said} · {now.say('pairs_no_surplus')}"


def units(now: Visit, tambon: str, codes: Sequence[str]) -> str:
    """Return the villages of a tambon in which two meet; of a tambon without villages, that it is one place."""
    if tambon in codes:
        return now.say("pairs_town")
    names = (now.register.area_name(code, now.lang) for code in codes)
    return now.say("pairs_villages", n=number(len(codes)), names=", ".join(names))


def works(now: Visit, joined: str) -> Markup:
    """Return the titles of work, each a link to its record."""
    return prose.join((lists.title(now, code) for code in values(joined)), ", ")
