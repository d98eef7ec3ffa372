import random

import pytest

from tests.torture import OnServer, torture

_ROUNDS = 200


@pytest.mark.timeout(600)
def test_whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path):
    under = torture(tmp_path, _ROUNDS, seed=_ROUNDS)
    assert sum(under.rounds.values()) == _ROUNDS
    assert min(under.told.values()) > 0


def test_a_killed_client_of_postgresql_leaves_all_that_was_acknowledged_and_nothing_half_there(
    postgres_database, tmp_path
):
    under = OnServer(postgres_database, tmp_path, random.Random(1))
    for number in range(12):
        under.round(number)
    assert min(under.told[kind] for kind in ("edit", "import")) > 0
