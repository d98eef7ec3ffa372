"""Records that name an area in words but by no code. This module finds them by the area's name."""

from collections.abc import Mapping

import pandas as pd

from data.schema import Level

_KINDS: Mapping[str, tuple[str, ...]] = {
    Level.PROVINCE: ("จังหวัด", "จ."),
    Level.AMPHOE: ("อำเภอ", "อ."),
    Level.TAMBON: ("ตำบล", "ต."),
    Level.VILLAGE: ("บ้าน",),
}
"""What stands before a name where it is meant as that of an area."""


def mentions(records: Mapping[str, pd.DataFrame], area_code: str) -> pd.DataFrame:
    """Return the records that mention an area in words alone.

    They do so in a place that fits no code, or, naming no area at all, in title or description; there the kind of
    area has to stand before its name.

    Parameters
    ----------
    records : tables ``areas``, ``initiatives`` and ``unplaced``.
    area_code : an area.

    Returns
    -------
    One row per record: ``initiative_id`` and ``text`` (what mentions it).

    Examples
    --------
    >>> records = {"areas": pd.DataFrame({"code": ["800101"], "name_th": "ท่าดี", "level": "tambon"}),
    ...     "unplaced": pd.DataFrame({"initiative_id": ["I2"], "place": "บ้านเหนือ ตำบลท่าดี"}),
    ...     "initiatives": pd.DataFrame({"initiative_id": ["I1", "I2", "I3"], "areas": [None, None, "80"],
    ...         "title_th": ["ฝาย ต.ท่าดี", "ฝาย", "ต.ท่าดี"], "description": None})}
    >>> mentions(records, "800101").to_numpy().tolist()
    [['I2', 'บ้านเหนือ ตำบลท่าดี'], ['I1', 'ฝาย ต.ท่าดี']]
    """
    area = records["areas"].set_index("code").loc[area_code]
    bare = str(area["name_th"])
    kinds = _KINDS.get(str(area["level"]), ())
    called = {kind + space + bare.removeprefix(kind) for kind in kinds for space in ("", " ")}
    places = records["unplaced"].rename(columns={"place": "text"})[["initiative_id", "text"]]
    work = records["initiatives"]
    nowhere = work[work["areas"].isna()]
    said = [nowhere[["initiative_id", name]].rename(columns={name: "text"}) for name in ("title_th", "description")]
    texts = pd.concat([_naming(places, {bare}), *(_naming(frame, called) for frame in said)], ignore_index=True)
    return texts.drop_duplicates("initiative_id", ignore_index=True)


def _naming(texts: pd.DataFrame, names: set[str]) -> pd.DataFrame:
    """Return the rows whose text holds one of the names."""
    text = texts["text"].fillna("")
    holds = [text.str.contains(name, regex=False) for name in sorted(names)]
    return texts[pd.concat(holds, axis=1).any(axis=1)] if holds else texts.head(0)
