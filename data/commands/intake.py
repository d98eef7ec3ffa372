"""Takes a file of outlines or village points into the store and says what became of it.

This module is what ``boundaries import`` and ``boundaries fetch`` have in common.
"""

from data.commands.boundaries import are_points, keep_boundaries, read_boundaries
from data.commands.layers import LayerFile
from data.commands.office import make_office, open_office
from data.commands.speech import answer, complain_of
from data.commands.villages import ground_of
from data.errors import FileError


def take_in(file: LayerFile, level: str) -> int:
    """Take the outlines or points of a file into the office's store; keep nothing if there is a problem, and say all.

    Returns
    -------
    The exit code.
    """
    store = open_office()
    if not file.path.exists():
        raise FileError(f"ไม่พบไฟล์ {file.path}", f"there is no file {file.path}")
    found, problems = read_boundaries(ground_of(store), file, level)
    complain_of(problems)
    if found is None:
        return 1
    store = store or make_office()
    batch = keep_boundaries(store, level, found)
    if not batch.added and not batch.changed:
        answer(f"ไม่มีอะไรเปลี่ยนใน {store.place}", f"nothing changed in {store.place}")
    elif not are_points(found):
        answer(
            f"นำเข้าแนวเขต {len(found):,} พื้นที่สู่ {store.place}",
            f"took in the outlines of {len(found):,} areas of level {level} into {store.place}",
        )
    else:
        answer(
            f"นำเข้าจุดของ {len(found):,} หมู่บ้านสู่ {store.place} และแบ่งแนวเขตหมู่บ้านใหม่แล้ว",
            f"took in the points of {len(found):,} villages into {store.place} and divided their outlines anew",
        )
    return 0
