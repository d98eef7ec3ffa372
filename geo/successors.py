"""Who takes the baton over and who is to, tambon by tambon. This module names successors, the best first."""

import numpy as np
import pandas as pd

from data.schema import SEPARATOR
from geo.continuity import promised, takeovers
from geo.links import Bools, Ints
from geo.world import World


def successors(world: World, is_giver: Bools, rows: Ints) -> pd.DataFrame:
    """Return who takes over, and who is only on record to, by row of ``world.footprint.tambons``.

    Parameters
    ----------
    is_giver : initiatives with an end.
    rows : rows to tell of.

    Returns
    -------
    ``gap`` (whole months to the best, NaN without), ``successors`` (those soonest first) and ``promised`` (who is
    tied to take over but does not count yet, those soonest first, unknown starts last; blank where somebody does).
    """
    found = takeovers(world, is_giver)
    taken = pd.DataFrame({"row": found.row, "by": found.gap, "number": found.successor})
    row, number = promised(world, is_giver)
    to_come = pd.DataFrame({"row": row, "by": world.initiatives.start[number].astype("M8[s]"), "number": number})
    to_come = to_come[~to_come["row"].isin(taken["row"])]
    return pd.DataFrame(
        {
            "gap": taken.groupby("row")["by"].min().reindex(rows),
            "successors": _named(world, taken).reindex(rows, fill_value=""),
            "promised": _named(world, to_come).reindex(rows, fill_value=""),
        }
    )


def _named(world: World, found: pd.DataFrame) -> "pd.Series[str]":
    """Return by row the ids of the work found there."""
    names = world.initiatives.names(np.unique(found["number"].to_numpy()))["initiative_id"]
    named = found.assign(id=names.reindex(found["number"]).to_numpy()).sort_values(["row", "by", "id"])
    return named.drop_duplicates(["row", "id"]).groupby("row")["id"].agg(SEPARATOR.join)
