"""A record for whoever may not change it. This module shows it, and says kindly why it is for reading only."""

from markupsafe import Markup

from data.desk.parts import Part, codes
from data.desk.rights import act_on, owns, require
from data.errors import NotAllowedError
from data.schema import LABELS, TABLES, Column
from data.schema.headings import column_label
from pages.ui import cards, prose, selection
from pages.ui.doors import PEOPLE
from pages.ui.record import waiting
from pages.ui.record.sheet import Sheet
from pages.ui.visit import Visit


def hindrance(now: Visit, sheet: Sheet) -> Markup | None:
    """Return why whoever looks may not save this form; None where they may."""
    actor, first = now.actor, sheet.parts[0]
    if actor.role is None:
        return sign_in(now)
    row = first.seen or {name: text for name, text in first.texts.items() if text}
    act = act_on(sheet.table, row, is_new=not sheet.record)
    is_own = owns(now.register.records, actor, sheet.table, row) or (not sheet.record and sheet.table != "agencies")
    try:
        require(actor, act, is_own=is_own)
    except NotAllowedError as refused:
        return prose.line(now.say("record_read_only", why=cards.why(now.lang, refused)), "warn")
    return None


def sign_in(now: Visit) -> Markup:
    """Return the way to the page on which one signs in, which leads back here."""
    view = selection.link(**{"from": "record"})
    return prose.line(prose.page(PEOPLE, view, now.say("record_sign_in")), "done")


def reading(now: Visit, sheet: Sheet) -> Markup:
    """Return every field of a record that says something, and its rows."""
    if not sheet.record:
        return Markup("")
    own = [part for part in sheet.parts[1:] if part.table == "participation"]
    asked = waiting.told(now, sheet.key) if now.actor.role and sheet.table == "initiatives" else Markup("")
    return Markup("").join([_facts(now, sheet.parts[0]), *(_facts(now, part) for part in own), asked])


def _facts(now: Visit, part: Part) -> Markup:
    shape = TABLES[part.table]
    said = ((column, part.texts.get(column.name, "")) for column in shape.columns if column.name != "initiative_id")
    return prose.facts(
        (column_label(part.table, column.name)[now.lang == "en"], value(now, column, text))
        for column, text in said
        if text
    )


def value(now: Visit, column: Column, text: str) -> str:
    """Return what the text of a field says, codes by their names."""
    register, lang = now.register, now.lang
    called = {
        "areas": register.place_name,
        "themes": register.theme_name,
        "agencies": register.agency_name,
        "initiatives": register.title_of,
    }
    if column.refers:
        return ", ".join(called[column.refers](code, lang) for code in codes(text))
    if column.kind == "boolean":
        return now.say("share_yes" if text == "true" else "share_no")
    return now.say(text) if text in LABELS and column.allowed else text
