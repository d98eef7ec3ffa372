"""One area: the records that make its numbers."""

from pages.ui import controls, prose, visit

now = visit.begin()
controls.area(now.register, now.chosen, now.say)
prose.show(prose.heading(now.register.place_name(now.chosen.area, now.lang)))
