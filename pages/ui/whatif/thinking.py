"""The steps somebody thinks of. This module holds them for the session, and beyond it for who has signed in."""

import json
from dataclasses import replace

from markupsafe import Markup

from data.desk.proposals import cells_of, step_of
from data.errors import DataError
from data.schema.privacy import hidden
from data.store.drafts import drafts, drop_draft, keep_draft
from geo.steps import Step
from pages.ui import cache, cards, privacy, prose, session
from pages.ui.visit import Visit

TABLE = "whatif"
"""Under which they are kept, where forms of records name their table."""
Steps = tuple[Step, ...]


def steps(now: Visit) -> Steps:
    """Return the steps that are thought of in the register that is open; a new session goes on with those kept."""
    account = now.actor.account_id
    found, keeper = session.thought_of(now.register_name)
    if found is None or keeper not in ("", account):
        found = _kept(now)
        session.think_of(now.register_name, found, account)
    return found


def think_of(now: Visit, found: Steps) -> None:
    """Think of other steps."""
    session.think_of(now.register_name, found)


def kept(now: Visit, found: Steps) -> Markup:
    """Keep the steps for who has signed in where that is not done yet, and say whether they outlive this session."""
    account = now.actor.account_id
    if account and session.thought_of(now.register_name)[1] != account:
        try:
            _keep(now, found)
        except DataError as refused:
            return cards.refusal(now.lang, refused)
        session.think_of(now.register_name, found, account)
    if not found:
        return Markup("")
    said = prose.line(now.say("whatif_held" if account else "whatif_not_held"), "quiet")
    return said + privacy.told(now, *(step.title_th for step in found))


def _keep(now: Visit, found: Steps) -> None:
    store, account = cache.store(now.register_name), now.actor.account_id
    if found:
        rows = [cells_of(replace(step, title_th=hidden(step.title_th))) for step in found]
        keep_draft(store, account, TABLE, "", json.dumps(rows, ensure_ascii=False))
    else:
        drop_draft(store, account, TABLE, "")


def _kept(now: Visit) -> Steps:
    account = now.actor.account_id
    held = drafts(cache.store(now.register_name), account) if account else []
    try:
        rows = json.loads(next((draft.content for draft in held if draft.table == TABLE), "[]"))
        return tuple(step_of(row) for row in rows)
    except (AttributeError, TypeError, ValueError):  # not what this version keeps
        return ()
