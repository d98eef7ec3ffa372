"""Activities of IATI 2.0x files as initiatives with their agencies, ties and themes. This module reads such files."""

from xml.etree.ElementTree import Element

from data.errors import FileError
from data.readers import iati_own as own
from data.readers import iati_parts as parts
from data.readers.files import Asked, RawFile
from data.readers.gathering import Gathered
from data.readers.iati_names import Agencies, Areas, Themes
from data.readers.markup import MAX_BYTES, Part, read_parts
from data.readers.own import Sheets
from data.schema import SEPARATOR, TieKind, typed

_OWN_VOCABULARIES = ("98", "99")
_DAC = ("1", "2")


def read_iati(asked: Asked, _sheets: Sheets) -> RawFile:
    """Return the activities of an IATI file as raw tables.

    Notes say what has no place of its own: themes that are new, other currencies, several points, ties to
    activities that nobody knows. A place without the code of a known area goes to the table ``unplaced``.

    Raises
    ------
    FileError
        The file is no IATI file of version 2, too large, damaged, or does what only an attack does.
    """
    if asked.path.stat().st_size > MAX_BYTES:
        raise FileError(f"แฟ้ม XML ใหญ่เกิน {MAX_BYTES:,} ไบต์", f"the XML is larger than {MAX_BYTES:,} bytes")
    activities = _Activities(asked)
    read_parts(asked.path.read_bytes(), "iati-activities", "iati-activity", activities.take)
    return activities.told()


class _Activities:
    """The activities taken so far; ties wait for the end, for they may point to later ones."""

    def __init__(self, asked: Asked) -> None:
        known = asked.known or {}
        self._gathered = Gathered()
        self._agencies = Agencies(known, self._gathered)
        self._themes = Themes(known, self._gathered)
        self._areas = Areas(known)
        self._kept = known.get("initiatives", typed("initiatives"))
        self._initiatives = set(self._kept["initiative_id"])
        self._reporters = own.reporters(known)
        self._tied = own.relations(known)
        self._called: dict[str, str] = {}
        self._related: list[tuple[int, str, str, str]] = []

    def take(self, part: Part) -> None:
        """Take one activity."""
        version = part.root.get("version", "")
        if version.startswith("1"):
            raise FileError(
                f"ยังอ่าน IATI รุ่น {version[:10]} ไม่ได้ (อ่านได้: 2.01 ถึง 2.03)",
                f"IATI of version {version[:10]} cannot be read (can be: 2.01 to 2.03)",
            )
        one = self._called_here(part.element)
        self._initiatives.add(one)
        self._initiative(one, part)
        self._participations(one, part)
        for relation in part.element.iterfind("related-activity"):
            self._related.append((part.line, one, relation.get("type", ""), relation.get("ref", "").strip()))

    def _called_here(self, activity: Element) -> str:
        """Return the id of an activity: our own where we reported it, else the identifier it has."""
        identifier = parts.text(activity, "iati-identifier")
        self._called[identifier] = own.internal(activity, self._reporters) or identifier
        return self._called[identifier]

    def told(self) -> RawFile:
        """Return all that was taken, ties included."""
        if "initiatives" not in self._gathered.rows:
            raise FileError("แฟ้ม IATI นี้ไม่มีกิจกรรมใดเลย", "this IATI file holds no activity")
        for line, *relation in self._related:
            self._tie(line, *relation)
        own.fill(self._gathered.rows["initiatives"], self._kept)
        return self._gathered.raw_file()

    def _is_own(self, activity: Element) -> bool:
        return bool(own.internal(activity, self._reporters))

    def _initiative(self, one: str, part: Part) -> None:
        activity = part.element
        budget, foreign = parts.budget(activity)
        if foreign:
            self._gathered.note("initiatives", part.line, "budget_thb", "other_currency", foreign)
        told = {
            "status": parts.attribute(activity, "activity-status", "code"),
            "status_date": parts.day(
                activity.get("last-updated-datetime") or part.root.get("generated-datetime", "")
            ),
            "themes": SEPARATOR.join(self._sectors(activity, part.line)),
            "budget_thb": budget,
            "source_url": parts.address(activity),
            **parts.dates(activity),
            **parts.texts(activity),
            **self._places(one, part),
            **own.tags(activity),
            **(own.texts(activity) if self._is_own(activity) else {}),
        }
        self._gathered.add("initiatives", part.line, initiative_id=one, **told)

    def _sectors(self, activity: Element, line: int) -> list[str]:
        """Return the themes of an activity, or else of its transactions, as one vocabulary says them.

        Our own codes speak before those of the DAC, these before any other.
        """
        for sector, dac in own.themes(activity):
            self._themes.learn(sector.get("code", ""), dac, parts.words(sector, parts.language(activity)), line)
        sectors = list(activity.iterfind("sector")) or list(activity.iterfind("transaction/sector"))
        if ours := [code for one in sectors if (code := self._own(one))]:
            return list(dict.fromkeys(ours))
        spoken = [one.get("vocabulary", "1") for one in sectors]
        chosen = next((vocabulary for vocabulary in (*_DAC, *spoken) if vocabulary in spoken), "")
        tongue = parts.language(activity)
        found = [
            self._themes.code(chosen, one.get("code", "").strip(), parts.words(one, tongue), line)
            for one, vocabulary in zip(sectors, spoken, strict=True)
            if vocabulary == chosen
        ]
        return list(dict.fromkeys(filter(None, found)))

    def _own(self, sector: Element) -> str:
        code = sector.get("code", "").strip()
        return code if sector.get("vocabulary") in _OWN_VOCABULARIES and self._themes.is_known(code) else ""

    def _places(self, one: str, part: Part) -> dict[str, str]:
        """Return areas and point; a location whose codes nobody knows is written down as unplaced."""
        areas: dict[str, None] = {}
        points: dict[tuple[str, str], bool] = {}
        is_own = self._is_own(part.element)
        for spot in dict.fromkeys(parts.spots(part.element, is_own=is_own)):
            if area := self._areas.code(spot.codes):
                areas[area] = None
            elif spot.place and (spot.codes or not is_own):
                reason = f"แหล่งข้อมูลไม่บอกรหัสพื้นที่ที่รู้จัก: {' '.join((*spot.codes, *spot.point)).strip()}"
                self._gathered.add("unplaced", part.line, initiative_id=one, place=spot.place, reason=reason)
            if any(spot.point):
                points[spot.point] = spot.is_rough
        latitude, longitude = next(iter(points)) if len(points) == 1 else ("", "")
        if len(points) > 1:
            self._gathered.note("initiatives", part.line, "longitude", "several_points", str(len(points)))
        elif any(points.values()):
            self._gathered.note("initiatives", part.line, "longitude", "rough_point", f"{latitude} {longitude}")
        return {"areas": SEPARATOR.join(areas), "latitude": latitude, "longitude": longitude}

    def _participations(self, one: str, part: Part) -> None:
        is_own = self._is_own(part.element)
        sectors, find = (own.SECTORS, self._agencies.own) if is_own else (parts.SECTORS, self._agencies.code)
        seen = set()
        for partner in part.element.iterfind("participating-org"):
            named = parts.words(partner, parts.language(part.element))
            sector = sectors.get(partner.get("type", ""), "")
            agency = find(partner.get("ref", "").strip(), named, sector, part.line)
            role = partner.get("role", "").strip()
            if agency and (agency, role) not in seen:
                seen.add((agency, role))
                self._gathered.add("participation", part.line, initiative_id=one, agency_id=agency, role=role)

    def _tie(self, line: int, one: str, stated: str, named: str) -> None:
        """Take a tie once; one that is kept, of whatever finer kind, stays as it is."""
        other = self._called.get(named, named)
        tie = own.relation(one, stated, other)
        if tie is None:
            self._gathered.note("ties", line, "kind", "unknown_value", stated, ", ".join(own.KINDS))
        elif other not in self._initiatives:
            self._gathered.note("ties", line, "to_id", "unknown_initiative", other)
        elif tie not in self._tied:
            self._tied.add(tie)
            giver, taker = tie[1:] if tie[0] == TieKind.PART_OF else (one, other)
            self._gathered.add("ties", line, from_id=giver, to_id=taker, kind=str(tie[0]))
