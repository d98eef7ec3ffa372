"""How a form begins: with what is kept, with what is asked for, or with a draft. This module opens it."""

from data.desk.parts import Part, new_id, opened, opened_of, parts_of
from data.schema import TABLES, AccountRole, Role, TieKind
from data.store.drafts import Draft, drafts
from pages.ui import cache, calendar, selection
from pages.ui.record import choosing
from pages.ui.record.layout import AREA_COLUMN
from pages.ui.record.sheet import Sheet
from pages.ui.register import Register
from pages.ui.visit import Visit

_ROWS = (("participation", "initiative_id"), ("unplaced", "initiative_id"), ("ties", "from_id"), ("ties", "to_id"))
"""What belongs to the form of an initiative, and the column that says so."""


def wanted(now: Visit, table: str, record: str) -> tuple[str, ...]:
    """Return what tells one form from another: the record, or what the address says of one that is to be added."""
    chosen = now.chosen
    asked = () if record else (chosen.area, chosen.theme, chosen.work, _other(now), _kind())
    return now.register_name, table, record, *asked


def _other(now: Visit) -> str:
    """Return the work at the other end of a tie that the address asks for."""
    return selection.asked("other", now.register.known["work"])


def _kind() -> str:
    """Return the kind of tie that the address asks for."""
    return selection.asked("kind", list(TieKind))


def begin(now: Visit, table: str, record: str) -> Sheet | None:
    """Return the form of a record, of the reader's draft of one, or of a new one (blank `record`); else None."""
    if not record:
        return _blank(now, table)
    first = opened(now.register.records, table, record)
    if first is None:
        return _drafted(now, table, record)
    parts = [first, *(_rows(now.register, record) if table == "initiatives" else [])]
    return _sheet(now, table, record, parts)


def _drafted(now: Visit, table: str, record: str) -> Sheet | None:
    account = now.actor.account_id
    held = drafts(cache.store(now.register_name), account) if account else []
    own = (draft for draft in held if (draft.table, draft.record) == (table, record))
    return next((of_draft(now, draft) for draft in own), None)


def _rows(register: Register, initiative_id: str) -> list[Part]:
    rows = [part for table, column in _ROWS for part in opened_of(register.records, table, column, initiative_id)]
    return list({(part.table, part.record): part for part in rows}.values())


def _blank(now: Visit, table: str) -> Sheet:
    """Return an empty form, with what the address says of the record filled in."""
    key_column = TABLES[table].key[0] if len(TABLES[table].key) == 1 else ""
    key = new_id(table, calendar.today().year) if key_column else ""
    texts = dict.fromkeys(TABLES[table].names, "") | ({key_column: key} if key else {}) | _asked(now, table)
    parts = [Part(table, texts), *(_own_agency(now, key) if table == "initiatives" else [])]
    return _sheet(now, table, "", parts, key)


def _sheet(now: Visit, table: str, record: str, parts: list[Part], key: str = "") -> Sheet:
    sheet = Sheet(now.register.version, table, record, record or key, parts, [*parts])
    sheet.focus = tuple(sheet.areas()) if table in AREA_COLUMN else ()
    return sheet


def _asked(now: Visit, table: str) -> dict[str, str]:
    """Return what the address says of a record that is to be added."""
    chosen = now.chosen
    column = AREA_COLUMN.get(table, "area_code")
    asked = {column: chosen.area, "themes": chosen.theme, "theme": chosen.theme, "from_id": chosen.work}
    asked |= {"to_id": _other(now)}
    asked |= {"kind": _kind()} if table == "ties" else {}
    asked |= {"agency_id": now.actor.agency_id} if table == "coverage" else {}
    return {name: text for name, text in asked.items() if text and name in TABLES[table].names}


def _own_agency(now: Visit, key: str) -> list[Part]:
    """Return who adds an initiative as taking part in it: an officer's agency as host, a facilitator's as such."""
    actor = now.actor
    if not actor.agency_id:
        return []
    role = Role.EXTENDING if actor.role is AccountRole.FACILITATOR else Role.ACCOUNTABLE
    return [row("participation", initiative_id=key, agency_id=actor.agency_id, role=str(role))]


def row(table: str, **texts: str) -> Part:
    """Return a row that is to be added."""
    return Part(table, dict.fromkeys(TABLES[table].names, "") | texts)


def of_draft(now: Visit, draft: Draft) -> Sheet | None:
    """Return the form that a draft holds; None where it cannot be read any more."""
    parts = parts_of(draft.content)
    if not parts:
        return None
    sheet = begin(now, draft.table, parts[0].record)
    if sheet is None:
        return None
    sheet.parts, sheet.key = parts, draft.record
    sheet.kept = draft.content
    return sheet


def title(now: Visit, sheet: Sheet) -> str:
    """Return what heads the page of a form."""
    if not sheet.record:
        return now.say(f"record_new_{sheet.table}")
    return now.say("record_edit", name=choosing.names(now, sheet.table).get(sheet.record, sheet.record))
