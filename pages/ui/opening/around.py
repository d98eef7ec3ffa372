"""What is there already where work is to be opened: who, what is alike, what the community has, whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from markupsafe import Markup

from data.schema import ACTING_ROLES, Role
from geo import binoculars, sights
from geo.binoculars import Wanted
from geo.capital import assets_in
from geo.evidence import front_parts, unheld
from geo.grams import plain
from geo.sights import Sight
from pages.ui import calendar, lists, mapdata, prose, selection
from pages.ui.binoculars import listing, looking
from pages.ui.headline import number
from pages.ui.opening.drafting import Sketch
from pages.ui.register import values
from pages.ui.visit import Visit

_NEAREST = 5
_MOST = 20
_CALLED = (*ACTING_ROLES, Role.EXTENDING)
"""Who is called: hosts, those who implement, and facilitators."""


@dataclass(frozen=True)
class Around:
    """What a draft was looked at against: open work on its themes there, the likest work, what is there already.

    Work there that no agency is stated to act in has no ``agency_id``.
    """

    there: pd.DataFrame
    alike: pd.DataFrame
    assets: pd.DataFrame

    @property
    def works(self) -> list[str]:
        """Ids of all the work that is shown, each once."""
        records = [code for field in self.there["records"] for code in values(field)]
        return list(dict.fromkeys([*records, *self.alike["initiative_id"]]))


def around(now: Visit, draft: Sketch, who: str) -> Around:
    """Look around a draft."""
    parts = [listed(now.evaluation, code) for listed in (front_parts, unheld) for code in draft.areas]
    there = pd.concat(parts, ignore_index=True).drop_duplicates()
    areas = now.evaluation.world.areas
    assets = pd.concat([assets_in(now.register.records["assets"], areas, code) for code in draft.areas])
    on_theme = there[there["theme"].isin(draft.themes)]
    return Around(on_theme, _alike(now, draft, who), assets.drop_duplicates("asset_id"))


def _alike(now: Visit, draft: Sketch, who: str) -> pd.DataFrame:
    """Return the work of others that is nearest to a draft, each with its reasons."""
    version = now.register.version
    view = looking.view(version)
    places = view.areas.codes.get_indexer(pd.Index(draft.areas))
    near = binoculars.nearness(view, places.tolist(), mapdata.adjacent(version))
    wanted = Wanted([plain(text) for text in (draft.title, draft.text) if text], draft.themes, near)
    among = np.asarray(looking.in_sight(now, who) != "")
    found = binoculars.ranked(view, wanted, among, now.register.records["themes"]).head(_NEAREST)
    own = sights.own_places(now.evaluation, who)
    explained = sights.reasons(view, wanted, found, now.register.records, own)
    return explained.assign(sight=looking.in_sight(now, who).reindex(found["initiative_id"]).to_numpy())


def over(now: Visit, draft: Sketch, works: Iterable[str]) -> dict[str, str]:
    """Say of each of some works that ends before a draft starts that it does."""
    ends = now.register.initiatives["end_date"].reindex(list(works)).dropna()
    gone = ends[ends < pd.Timestamp(draft.start)] if draft.start else ends[:0]
    return {str(code): now.say("open_over", day=calendar.short(end.date(), now.lang)) for code, end in gone.items()}


def there(now: Visit, found: Around, draft: Sketch, who: str) -> Markup:
    """Return who works there on the same theme already, with the host of each work."""
    title = prose.heading(now.say("open_there"), 2, "there")
    if found.there.empty:
        return title + prose.line(now.say("open_there_none"), "quiet")
    is_held = found.there["agency_id"].notna()
    held, bare = found.there[is_held], found.there.loc[~is_held, "initiative_id"].nunique()
    word = "open_there_own" if who in held["agency_id"].to_numpy() else "open_there_note"
    counts = {"agencies": number(held["agency_id"].nunique()), "works": number(held["initiative_id"].nunique())}
    note = prose.line(now.say(word, **counts), "quiet") if len(held) else Markup("")
    note += prose.line(now.say("open_there_bare", works=number(bare)), "quiet") if bare else Markup("")
    ids = dict.fromkeys(code for field in found.there["records"] for code in values(field))
    return title + note + lists.records(now, ids, over(now, draft, ids))


def alike(now: Visit, found: Around, draft: Sketch) -> Markup:
    """Return the work that is nearest to the draft, with its reasons."""
    title = prose.heading(now.say("open_alike"), 2, "alike")
    if found.alike.empty:
        return title + prose.line(now.say("open_alike_none"), "quiet")
    gone = over(now, draft, found.alike.loc[found.alike["sight"] == Sight.OPEN, "initiative_id"])
    items = (
        prose.fold(
            prose.join(
                [now.register.title_of(row["initiative_id"], now.lang), now.say("sight_score", n=_score(row))]
            ),
            listing.why(now, row) + (prose.line(gone[code]) if (code := row["initiative_id"]) in gone else ""),
            is_open=at == 0,
        )
        for at, row in enumerate(found.alike.to_dict("records"))
    )
    return title + Markup("").join(items)


def _score(row: listing.Row) -> str:
    return number(100 * row["match"])


def capital(now: Visit, found: Around) -> Markup:
    """Return what the community has already."""
    title = prose.heading(now.say("open_capital"), 2, "capital")
    if found.assets.empty:
        return title + prose.line(now.say("open_capital_none"), "quiet")
    shown, more = lists.cut(now, list(found.assets.itertuples()), _MOST)
    head = [now.say(name) for name in ("open_asset", "open_asset_kind", "column_area", "open_asset_state")]
    rows = [
        [
            prose.page("work", selection.link(work=row.initiative_id), row.name_th)
            if isinstance(row.initiative_id, str)
            else row.name_th,
            now.say(row.kind),
            prose.page("area", selection.link(area=row.area_code), now.register.place_name(row.area_code, now.lang)),
            now.say(row.state) if isinstance(row.state, str) else now.say("unknown"),
        ]
        for row in shown
    ]
    return title + prose.table(head, rows) + more


def contacts(now: Visit, found: Around, who: str) -> Markup:
    """Return whom else to call: the office of every host and facilitator of the work found, who is nearest first."""
    title = prose.heading(now.say("open_contacts"), 2, "contacts")
    roles: dict[str, set[str]] = {}
    works: dict[str, dict[str, None]] = {}
    for code in found.works:
        for agency, role in now.register.parts.get(code, []):
            if role in _CALLED and agency != who:
                roles.setdefault(agency, set()).add(role)
                works.setdefault(agency, {})[code] = None
    if not roles:
        return title + prose.line(now.say("open_contacts_none"), "quiet")
    head = [now.say(name) for name in ("control_agency", "open_about", "whatif_role", "open_phone", "open_email")]
    shown, more = lists.cut(now, [*roles], _MOST)
    rows = [_contact(now, agency, roles[agency], [*works[agency]]) for agency in shown]
    return title + prose.table(head, rows) + more


def _contact(now: Visit, agency: str, roles: set[str], works: list[str]) -> list[str | Markup]:
    known = now.register.agencies.loc[agency]
    contact = [text if isinstance(text, str) else "–" for text in (known["office_phone"], known["office_email"])]
    name = prose.page("binoculars", selection.link(agency=agency), now.register.agency_name(agency, now.lang))
    more = now.say("open_about_more", n=number(len(works) - 1)) if len(works) > 1 else ""
    about = prose.join([lists.title(now, works[0]), more], " ")
    return [name, about, ", ".join(now.say(role) for role in Role if role in roles), *contact]
