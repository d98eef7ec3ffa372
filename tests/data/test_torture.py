import pytest

from tests.torture import torture

_ROUNDS = 200


@pytest.mark.timeout(600)
def test_whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path):
    under = torture(tmp_path, _ROUNDS, seed=_ROUNDS)
    assert sum(under.rounds.values()) == _ROUNDS
    assert min(under.told.values()) > 0
