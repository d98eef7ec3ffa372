"""The map before a new front: the area as it would be, the places chosen outlined. This module draws and reads it."""

import numpy as np

from pages.ui import mapview
from pages.ui.opening import keeping
from pages.ui.opening.drafting import Sketch
from pages.ui.visit import Visit
from pages.ui.whatif import trying

MAP = "map opening"
"""Key of the map on which places are chosen."""
CHOSEN = "chosen"
"""What the map calls the outline of a place of the draft."""


def show(asked: Visit, everyone: Visit, draft: Sketch) -> None:
    """Draw the map; what is pressed goes into the draft before the run that it begins.

    Parameters
    ----------
    asked : the reader's visit.
    everyone : the visit to all open work, which the map shows.
    draft : the places it names are outlined, and what it does is coloured once it has a theme too.
    """
    content = trying.shown(everyone, (draft.step,) if draft.is_placed else ())
    outlined = dict.fromkeys(_within(everyone, draft.areas), CHOSEN)
    description = mapview.describe(everyone.chosen, content._replace(coverage=outlined), everyone.say)
    mapview.draw(description, key=MAP, on_change=lambda: _take(asked))


def _within(now: Visit, codes: tuple[str, ...]) -> list[str]:
    """Return the areas of the level on the map that the places of a draft are or hold."""
    areas = now.evaluation.world.areas
    places = areas.codes.get_indexer(list(codes))
    inside = [areas.inside(int(place)) for place in places if place >= 0]
    return areas.codes[np.unique(np.concatenate(inside))].tolist() if inside else []


def _take(now: Visit) -> None:
    """Put the area that was pressed into the draft in place of those around it, or take it out again."""
    event = mapview.told(MAP)
    if event is None or event.kind != "area" or event.id not in now.register.areas.index:
        return
    around = now.register.around(event.id)
    chosen = [code for code in keeping.areas() if code not in around]
    keeping.put_areas([code for code in chosen if code != event.id] if event.id in chosen else [*chosen, event.id])
