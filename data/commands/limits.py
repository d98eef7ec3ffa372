"""Limits of the classes of the index as commands keep them. This module fixes them and says what keeps it from it."""

from data.commands.speech import complain
from data.desk.limits import fix_limits
from data.errors import DataError
from data.store import Store
from geo.errors import GeoError


def settle_limits(store: Store) -> None:
    """Fix the limits after a change that stands; what keeps them from being fixed is noted and undoes nothing."""
    try:
        fix_limits(store)
    except (DataError, GeoError) as error:
        thai, english = (error.thai, error.english) if isinstance(error, DataError) else (str(error), str(error))
        complain(
            f"หมายเหตุ: ยังกำหนดช่วงชั้นของดัชนีไม่ได้ {thai} | note: the limits of the index are not fixed yet: {english}"
        )
