"""Situations that chance alone seldom makes. This module plants them in a random world."""

from chance import months_before, near


def same_place(chance, rows, many):
    """Different initiatives moved to the place and theme of the first, all of them started long ago and open."""
    chosen = chance.some(rows["initiatives"], many, many)
    for row in chosen:
        row |= {"themes": chosen[0]["themes"], "areas": chosen[0]["areas"], "status": "implementation"}
        row |= {"status_date": None, "start_date": None, "end_date": None, "outcome": None}
    return chosen


def tie(giver, taker, kind):
    return {"from_id": giver["initiative_id"], "to_id": taker["initiative_id"], "kind": kind}


def part(row, agency):
    return {"initiative_id": row["initiative_id"], "agency_id": agency, "role": "implementing"}


def agencies_in(rows):
    return sorted({row["agency_id"] for row in rows["participation"]})


def relay(chance, day, rows):
    """An end and a start a few whole months apart, more or less a day."""
    giver, taker = same_place(chance, rows, 2)
    giver["end_date"] = months_before(day, chance.count(0, 24))
    taker["start_date"] = chance.one_of(near(months_before(giver["end_date"], -chance.count(0, 13))))
    rows["ties"].append(chance.one_of((tie(giver, taker, "handover"), tie(taker, giver, "builds_on"))))


def long_pause(chance, day, rows):
    """An end 36 months before a recent start, more or less a day."""
    later, earlier = same_place(chance, rows, 2)
    later["start_date"] = months_before(day, chance.count(0, 23))
    earlier["end_date"] = chance.one_of(near(months_before(later["start_date"], 36)))
    earlier["status"] = chance.one_of(("closed", "suspended"))


def tie_within_one(chance, day, rows):
    """Two records of one initiative, none open, whose tie is to itself once they are joined."""
    one, other, third = same_place(chance, rows, 3)
    one["status"], other["status"] = chance.some(("pipeline", "closed", "suspended", "cancelled", None), 2, 2)
    one["end_date"] = other["end_date"] = months_before(day, chance.count(0, 3))
    rows["ties"] += [
        tie(one, other, "same_record"),
        tie(other, one, chance.one_of(("handover", "part_of", "complementary"))),
    ]
    agencies = chance.some(agencies_in(rows), 2, 2)
    rows["participation"] += [part(row, agency) for row, agency in zip((one, other), agencies, strict=False)]
    rows["participation"] += [part(third, agency) for agency in agencies[:1]]


def reviewed_hub(chance, _day, rows):
    """Three agencies, the one of the imprecise work holding reviews with both others."""
    hub, *others = same_place(chance, rows, 3)
    agencies = chance.some(agencies_in(rows), 3, 3)
    rows["participation"] += [part(row, agency) for row, agency in zip((hub, *others), agencies, strict=False)]
    rows["ties"] += [tie(hub, other, "complementary") for other in others]
    parent = {row["code"]: row["parent"] for row in rows["areas"] if row["level"] == "village"}
    hub["areas"] = ";".join(sorted({parent.get(code, code) for code in (hub["areas"] or "").split(";")})) or None


MOTIFS = (relay, long_pause, tie_within_one, reviewed_hub)
