"""The place to sign in and out, and to try roles where all is invented. This module draws it."""

import datetime

import streamlit as st
from markupsafe import Markup

from data.desk.refusals import SENTENCES
from data.schema import AccountRole
from data.store.accounts import Doors, Person
from pages.ui import cache, calendar, prose, selection, sitting
from pages.ui.doors import PEOPLE
from pages.ui.people.posts import field, post
from pages.ui.visit import Visit
from pages.ui.words import LANGUAGES


def told(now: Visit) -> Markup:
    """Return what became of the attempt before, in the reader's language; nothing where there was none."""
    code, wait, _ = selection.door()
    if code not in SENTENCES:
        return Markup("")
    sentence = SENTENCES[code][LANGUAGES.index(now.lang)].format(minutes=wait or "–")
    return Markup('<p class="{}" role="{}">{}</p>').format(
        *(("done", "status") if code == "changed" else ("warn", "alert")), sentence
    )


def show(now: Visit) -> None:
    """Draw who the reader is, or the ways to say it."""
    person = now.person
    prose.show(who(now, person) if person.actor.role else ways_in(now))
    if sitting.has_service() and not person.actor.role:
        st.button(now.say("sign_in_service"), on_click=st.login)
    if person.actor.role and sitting.is_known_outside():
        st.button(now.say("sign_out"), on_click=st.logout)
    if now.register.is_invented:
        prose.show(roles_to_try(now))


def who(now: Visit, person: Person) -> Markup:
    """Return who the reader is, until when, and the way out."""
    say = now.say
    actor = person.actor
    parts = [say("signed_in", name=person.name, role=say(actor.role))]
    if actor.agency_id:
        parts.append(now.register.agency_name(actor.agency_id, now.lang))
    lines = [prose.line(prose.strong(prose.join(parts)))]
    if person.until:
        lines.append(prose.line(say("signed_in_until", **moment(now, person.until)), "quiet"))
    if not sitting.is_known_outside():
        lines.append(post(now, "out", say("sign_out"), to=PEOPLE))
    if Doors(cache.store(now.register_name)).password(actor.account_id):
        fields = (
            field("password", say("own_password_old"), "password", "current-password"),
            field("new", say("own_password_new"), "password", "new-password"),
        )
        lines.append(prose.fold(say("own_password"), post(now, "password", say("own_password"), fields)))
    return Markup("").join(lines)


def ways_in(now: Visit) -> Markup:
    """Return the forms by which one signs in, and how the office's first account comes about."""
    say, (_, _, before) = now.say, selection.door()
    by_password = (
        field("account", say("sign_in_name"), complete="username"),
        field("password", say("sign_in_password"), "password", "current-password"),
    )
    by_code = (field("code", say("code")), field("called", say("code_name"), complete="nickname"))
    left = prose.heading(say("sign_in"), 2) + post(now, "in", say("sign_in"), by_password, to=before)
    note = prose.line(say("sign_in_code_note"), "quiet")
    right = prose.heading(say("sign_in_code"), 2) + post(now, "code", say("code_use"), by_code, to=before) + note
    lacks = not now.register.is_invented and not Doors(cache.store(now.register_name)).has_office()
    return prose.columns(left, right) + (prose.line(say("no_office"), "warn") if lacks else Markup(""))


def roles_to_try(now: Visit) -> Markup:
    """Return a button for every role of an invented register."""
    say = now.say
    ways = [
        post(now, "try", say("try_as", role=say(role)), to=PEOPLE, given=[("as", str(role))]) for role in AccountRole
    ]
    buttons = Markup('<div class="ways">{}</div>').format(Markup("").join(ways))
    return prose.heading(say("try_title"), 2) + prose.line(say("try_note")) + buttons


def moment(now: Visit, at: datetime.datetime) -> dict[str, str]:
    """Return ``time`` and ``day`` of a moment of the store, as the reader's clock has it."""
    local = calendar.local(at)
    return {"time": f"{local:%H:%M}", "day": calendar.long(local.date(), now.lang)}
