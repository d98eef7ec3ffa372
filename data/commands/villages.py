"""Outlines of villages as commands keep them. This module settles them and says what keeps it from doing so."""

from data.commands.facts import shipped, shipped_cells
from data.commands.speech import complain
from data.desk import villages
from data.desk.villages import Ground
from data.errors import DataError
from data.schema import Level
from data.store import Store


def ground_of(store: Store | None) -> Ground:
    """Return what villages rest on in a store, or in one that would be made of what ships."""
    if store is not None:
        return villages.ground_of(store)
    areas = shipped("none")["areas"]
    cells = shipped_cells(areas)[Level.TAMBON]
    return Ground(areas, (cells, cells), cells.iloc[:0])


def settle_villages(store: Store) -> bool:
    """Make the outlines of villages anew if what they rest on has changed; say whether.

    What keeps them from being made is noted and undoes nothing; the next import or init tries again.
    """
    try:
        return villages.settle_villages(store)
    except DataError as error:
        complain(f"หมายเหตุ: {error.thai} | note: {error.english}")
        return False
