"""What a component of the integration index counts: who could, and how far each did. This module keeps it exact."""

from dataclasses import dataclass

import numpy as np

from geo.blocks import Blocks
from geo.links import Bools, Ints

WHOLE = 12
"""Credit is kept in twelfths, so that sums do not depend on the order of rows."""


@dataclass(frozen=True)
class Counted:
    """One row per item that counts 1 in n.

    Attributes
    ----------
    tambon : its tambon (area).
    credit : its part of x, in twelfths.
    unit, theme, initiative : what else it stands for, -1 where that does not apply.
    """

    tambon: Ints
    credit: Ints
    unit: Ints
    theme: Ints
    initiative: Ints


def counted(tambon: Ints, did: Bools | Ints, **known: Ints) -> Counted:
    """Make counted items of who could and, as yes or no or in twelfths, who did."""
    credit = did.astype(np.int64) * (WHOLE if did.dtype == np.bool_ else 1)
    nothing = np.full(len(tambon), -1)
    return Counted(tambon, credit, *(known.get(name, nothing) for name in ("unit", "theme", "initiative")))


def counted_presence(blocks: Blocks, rows: Ints, did: Bools) -> Counted:
    """Make counted items of presence rows: an initiative with a theme in a tambon."""
    block = blocks.presence.members[rows]
    initiative = blocks.presence.owner[rows]
    return counted(blocks.tambon[block], did, theme=blocks.theme[block], initiative=initiative)
