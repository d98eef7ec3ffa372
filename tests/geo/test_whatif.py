"""What a change would do, worked out of the tambon it touches, against a full evaluation. This module compares."""

import random

import pandas as pd
import pytest
from depth import tries
from worlds import THEMES, seeded_world

from data.schema import TABLES, Move
from geo.scores import evaluate, score
from geo.stage import stage_of
from geo.steps import Step, carried_out
from geo.units import LEVELS
from geo.whatif import tried

_NAMES = {"initiatives": ["initiative_id"], "participation": ["initiative_id"], "ties": ["from_id", "to_id"]}


def changed(records, chance):
    """Records with some rows taken away and some cells of a column moved on, and the ids of the work concerned."""
    found, ids = dict(records), set()
    for table, names in _NAMES.items():
        frame = found[table]
        if frame.empty or chance.random() < 0.3:
            continue
        gone = chance.sample(range(len(frame)), 1)
        ids.update(*(frame.iloc[gone][name] for name in names))
        frame = frame.drop(index=frame.index[gone]).reset_index(drop=True)
        free = [name for name in TABLES[table].names if name not in names]
        for name in chance.sample(free, 3) if len(frame) > 1 else ():
            row, other = chance.sample(range(len(frame)), 2)
            frame = frame.copy()
            frame.loc[row, name] = frame.loc[other, name]
            ids.update(frame.loc[row, names])
        found[table] = frame
    return found, ids


def of(records, ids):
    """The rows that name one of these works."""
    return {name: records[name][records[name][ends].isin(ids).any(axis=1)] for name, ends in _NAMES.items()}


def alike(one, other):
    """Whether rows are the same, in the same order."""
    return one.reset_index(drop=True).equals(other.reset_index(drop=True))


def back(records, kept, chance):
    """Records with rows of `kept` put back, as work, agencies and ties that are new."""
    found, ids = dict(records), set()
    for table, names in _NAMES.items():
        row = kept[table].sample(min(1, len(kept[table])), random_state=chance.randint(0, 999))
        found[table] = pd.concat([found[table], row]).drop_duplicates([*TABLES[table].key], ignore_index=True)
        ids.update(*(row[name] for name in names))
    return found, ids


@pytest.mark.parametrize("seed", range(tries(16, 160)))
def test_scores_after_a_change_are_those_of_a_full_evaluation(seed):
    records, day = seeded_world(seed)
    chance = random.Random(seed)
    themes = None if seed % 3 else set(chance.sample([code for code, _ in THEMES], 2))
    now = records
    for step in range(3):
        stage = stage_of(now, evaluate(now, day, themes=themes), themes)
        now, ids = back(now, records, chance) if step == 1 else changed(now, chance)
        rows, was = of(now, ids), of(stage.records, ids)
        if seed % 2:  # what does not differ may be left out, but for rows that wait for new work
            new = ids.difference(stage.records["initiatives"]["initiative_id"])
            waiting = of(now, new)
            rows = {name: frame for name, frame in rows.items() if len(waiting[name]) or not alike(frame, was[name])}
        trial, full = tried(stage, rows, ids), evaluate(now, day, themes=themes)
        for level in LEVELS:
            pd.testing.assert_frame_equal(trial.scores[level], score(full, level), rtol=0, atol=1e-12)
            pd.testing.assert_frame_equal(trial.score(level), trial.scores[level], check_exact=True)


def test_new_work_in_which_nobody_takes_part_beside_work_that_ends():
    records, day = seeded_world(7)
    stage = stage_of(records, evaluate(records, day))
    work = records["initiatives"]
    ended, area = work["initiative_id"].iloc[0], work["areas"].dropna().iloc[0]
    steps = [Step(Move.END_WORK, ended), Step(Move.OPEN_WORK, themes=THEMES[0][0], areas=area)]
    after = carried_out(records, steps, day)
    assert {*after.differing} == {"initiatives"}
    rows = of(after.records, after.changed)
    trial, full = tried(stage, {"initiatives": rows["initiatives"]}, after.changed), evaluate(after.records, day)
    for level in LEVELS:
        pd.testing.assert_frame_equal(trial.score(level), score(full, level), rtol=0, atol=1e-12)
