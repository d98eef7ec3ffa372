"""Where two agencies meet, cell by cell. This module lists the places with the work of both."""

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
    tied = float((rows["strength"] * rows["cells"]).sum())
    total = now.say(
        "pairs_sum",
        cells=number(found["cells"].sum()),
        tied=amount(tied),
        missing=amount(float(rows["missing"].sum())),
    )
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
        + prose.table(head, [_row(now, row, rows["area_code"].iloc[row.at]) for row in shown])
        + more
    )


def _names(now: Visit) -> str:
    return now.say("pairs_and").join(now.register.agency_name(code, now.lang) for code in held.agencies(now))


def _row(now: Visit, row: tuple, tambon: str) -> list[str | Markup]:
    names = ", ".join(now.register.area_name(code, now.lang) for code in values(row.units))
    where = prose.page("area", selection.link(area=tambon), now.register.place_name(tambon, now.lang))
    return [
        prose.join([where, now.say("pairs_villages", n=number(row.cells), names=names)]),
        now.register.theme_name(row.theme, now.lang),
        works(now, row.works),
        works(now, row.other_works),
        meeting.strength(now, row.strength),
    ]


def works(now: Visit, joined: str) -> Markup:
    """Return the titles of work, each a link to its record."""
    return prose.join((lists.title(now, code) for code in values(joined)), ", ")
