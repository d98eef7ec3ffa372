"""The four ways on, and the decision that is kept. This module draws them."""

import streamlit as st
from markupsafe import Markup

from data.desk import decisions
from data.desk.decisions import Decision
from data.desk.parts import Part, new_id, parts_text, spelt
from data.desk.rights import may
from data.errors import DataError
from data.schema import SEPARATOR, TABLES, Act, Role, Status, Way, today
from data.schema.values import WAYS_ON
from data.store.drafts import keep_draft
from pages.ui import cache, cards, lists, privacy, prose, selection, session
from pages.ui.opening import evidence, keeping
from pages.ui.opening.around import Around
from pages.ui.opening.drafting import Sketch
from pages.ui.visit import Visit


def deciding(now: Visit, who: str, draft: Sketch, found: Around) -> None:
    """Draw the four ways on; to open new work unlocks after a look, and asks for a reason."""
    say = now.say
    prose.show(prose.heading(say("open_ways"), 2, "ways"))
    if now.is_past or not may(now.actor, Act.MARK, is_own=bool(who) and who == now.actor.agency_id):
        prose.show(prose.line(say("open_sign_in"), "quiet"))
        return
    way = Way(
        st.radio(say("open_way"), WAYS_ON, format_func=lambda each: say(f"open_way_{each}"), key="open way")
        or Way.JOIN
    )
    work, is_locked = "", False
    if way is Way.OPEN_NEW:
        has_looked = st.checkbox(say("open_looked", n=len(found.works)), key="open looked")
        lacks = [name for name, is_met in (("look", has_looked), ("title", draft.title)) if not is_met]
        is_locked = bool(lacks)
        prose.show(prose.line(say("_".join(["open_lacks", *lacks]) if lacks else "open_free"), "quiet"))
    else:
        titles = {code: now.register.title_of(code, now.lang) for code in found.works}
        work = (
            st.selectbox(
                say("open_which"),
                ["", *titles],
                format_func=lambda code: titles.get(code, say("form_choose")),
                key="open work",
            )
            or ""
        )
    reason = (
        st.text_area(
            say("open_reason"), placeholder=say("at_most", n=f"{decisions.LONGEST:,}"), height=80, key="open reason"
        )
        or ""
    )
    if st.button(say("open_decide"), type="primary", disabled=is_locked, key="open decide"):
        _decide(now, draft, found, Decision(who, way, reason, initiative_id=work))


def _decide(now: Visit, draft: Sketch, found: Around, said: Decision) -> None:
    store = cache.store(now.register_name)
    key = new_id("initiatives", today().year) if said.way is Way.OPEN_NEW else ""
    whole = Decision(
        said.agency_id,
        said.way,
        said.reason,
        title_th=draft.title,
        description=draft.text,
        themes=draft.themes,
        areas=draft.areas,
        start_date=draft.start,
        end_date=draft.end,
        host_id=draft.host,
        initiative_id=said.initiative_id,
        seen=found.works,
        capital=tuple(found.assets["asset_id"]),
        evidence=evidence.gathered(now, (draft.step,)) | ({"draft": key} if key else {}),
    )
    try:
        decisions.decide(store, now.actor, whole)
    except DataError as refused:
        prose.show(cards.refusal(now.lang, refused))
        return
    told = now.say("open_decided" if whole.way is Way.OPEN_NEW else "open_told")
    done = prose.line(prose.join([told, _onward(now, draft, whole, key)]), "done")
    session.tell(done + privacy.told(now, whole.reason, whole.title_th, whole.description))
    keeping.drop(now)
    selection.change(area="", theme="")  # or the address begins the same draft again
    st.rerun()


def _onward(now: Visit, draft: Sketch, said: Decision, key: str) -> Markup:
    """Return the link that leads on: to the form filled in with the draft, or to the work that was chosen."""
    if said.way is not Way.OPEN_NEW:
        return lists.title(now, said.initiative_id)
    if now.actor.account_id:
        content = parts_text(_parts(draft, key))
        keep_draft(cache.store(now.register_name), now.actor.account_id, "initiatives", key, content)
    return prose.page("record", selection.link(edit="initiatives", entry=key), now.say("open_go_on"))


def _parts(draft: Sketch, key: str) -> list[Part]:
    """Return the form of the work that a draft becomes."""
    table = TABLES["initiatives"]
    dates = {"start_date": draft.start, "end_date": draft.end, "status_date": today().isoformat()}
    texts = {
        "initiative_id": key,
        "title_th": draft.title,
        "description": draft.text,
        "status": str(Status.PIPELINE),
        "themes": SEPARATOR.join(draft.themes),
        "areas": SEPARATOR.join(draft.areas),
        **{name: spelt(day or None, table.column(name)) for name, day in dates.items()},
    }
    work = Part("initiatives", dict.fromkeys(table.names, "") | texts)
    host = {"initiative_id": key, "agency_id": draft.host, "role": str(Role.ACCOUNTABLE)}
    return [
        work,
        *([Part("participation", dict.fromkeys(TABLES["participation"].names, "") | host)] if draft.host else []),
    ]
