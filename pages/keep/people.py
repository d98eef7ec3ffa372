"""Who may do what, where one signs in, and where the office keeps accounts and workshops get their codes."""

from data.desk.rights import may
from data.schema import Act
from pages.ui import prose, session, visit
from pages.ui.people import handing, keeping, rights, signing

now = visit.begin()
actor = now.actor

prose.show(
    prose.heading(now.say("page_people")),
    prose.line(now.say("people_open"), "quiet"),
    signing.told(now),
    session.take_told(),
)
signing.show(now)
if may(actor, Act.KEEP_ACCOUNTS):
    keeping.show(now)
if may(actor, Act.MAKE_CODES):
    handing.show(now)
prose.show(rights.table(now))
