"""The same records with one thing changed. This module is what a law compares a world with."""

import pandas as pd
from worlds import frame

from data.schema import TieKind


def with_rows(records, **added):
    """The same records and some more rows."""
    more = {
        table: pd.concat([records[table], frame(table, rows)], ignore_index=True) for table, rows in added.items()
    }
    return {**records, **more}


def with_ties(records, **values):
    """The same records, all ties but same_record holding these values."""
    ties = records["ties"].copy()
    touched = ties["kind"].ne(TieKind.SAME_RECORD)
    for column, value in values.items():
        ties[column] = ties[column].mask(touched, value)
    return {**records, "ties": ties}


def tie(giver, taker, kind, **values):
    return {"from_id": giver, "to_id": taker, "kind": kind, **values}


def parted(codes, pieces, chance):
    """The codes dealt to the pieces so that together they hold them all."""
    hands = [[] for _ in range(pieces)]
    for code in codes.split(";") if isinstance(codes, str) else []:
        for piece in {chance.randrange(pieces), chance.randrange(pieces)}:
            hands[piece].append(code)
    return [";".join(hand) or None for hand in hands]


def split_initiative(records, name, chance):
    """The same initiative as three records joined by same_record, each knowing a part."""
    rows = records["initiatives"].set_index("initiative_id", drop=False)
    whole = {column: None if pd.isna(value) else value for column, value in rows.loc[name].items()}
    names = [name, f"{name}b", f"{name}c"]
    blank = dict.fromkeys(("status", "status_date", "start_date", "outcome", "direction"))
    themes, areas = (parted(whole[column], 3, chance) for column in ("themes", "areas"))
    pieces = [
        whole | ({} if n == 1 else blank) | {"initiative_id": piece, "themes": themes[n], "areas": areas[n]}
        for n, piece in enumerate(names)
    ]
    if whole["end_date"] is not None:
        pieces[chance.randrange(3)]["end_date"] -= pd.Timedelta(days=chance.randrange(900))
    joins = [
        tie(names[0], names[1], "same_record"),
        tie(names[2], names[1], "same_record", end_date=pd.Timestamp(2001, 1, 1)),
    ]
    parts, ties = records["participation"].copy(), records["ties"].copy()
    for table, column in ((parts, "initiative_id"), (ties, "from_id"), (ties, "to_id")):
        table[column] = [chance.choice(names) if value == name else value for value in table[column]]
    others = records["initiatives"][records["initiatives"]["initiative_id"].ne(name)]
    fewer = {**records, "initiatives": others, "participation": parts, "ties": ties}
    return with_rows(fewer, initiatives=pieces, ties=joins)


def shuffled(tables, seed):
    """The same rows of every table in another order."""
    return {
        name: table.sample(frac=1, random_state=seed).reset_index(drop=True) if len(table) else table
        for name, table in tables.items()
    }
