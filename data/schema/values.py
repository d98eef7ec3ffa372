"""The values a record may hold and what they stand for. This module is the vocabulary."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Level(StrEnum):
    """Administrative level of an area, widest first."""

    PROVINCE = "province"
    AMPHOE = "amphoe"
    TAMBON = "tambon"
    VILLAGE = "village"


class Sector(StrEnum):
    """Kind of agency. State side: the first two; people's side: the next two; the others take no side."""

    STATE = "state"
    LOCAL_GOVERNMENT = "local_government"
    CIVIL_SOCIETY = "civil_society"
    COMMUNITY = "community"
    ACADEMIC = "academic"
    PRIVATE = "private"


STATE_SIDE = (Sector.STATE, Sector.LOCAL_GOVERNMENT)
PEOPLE_SIDE = (Sector.CIVIL_SOCIETY, Sector.COMMUNITY)


class Status(StrEnum):
    """Activity status of an initiative, in the order of IATI codes 1 to 6."""

    PIPELINE = "pipeline"
    IMPLEMENTATION = "implementation"
    FINALISATION = "finalisation"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class Outcome(StrEnum):
    """How an initiative ended."""

    NEED_MET = "need_met"
    HANDED_OVER = "handed_over"
    ABANDONED = "abandoned"


class Direction(StrEnum):
    """Where work grew from: village to tambon, or tambon to village."""

    BOTTOM_UP = "bottom_up"
    TOP_DOWN = "top_down"


class Role(StrEnum):
    """Part an agency takes in an initiative, in the order of IATI codes 2, 4, 1, 3."""

    ACCOUNTABLE = "accountable"
    IMPLEMENTING = "implementing"
    FUNDING = "funding"
    EXTENDING = "extending"


ACTING_ROLES = (Role.ACCOUNTABLE, Role.IMPLEMENTING)


class TieKind(StrEnum):
    """How two initiatives hang together."""

    CO_WORK = "co_work"
    CO_FUND = "co_fund"
    BUILDS_ON = "builds_on"
    HANDOVER = "handover"
    PART_OF = "part_of"
    SAME_RECORD = "same_record"
    COMPLEMENTARY = "complementary"


DEFAULT_TIE_LEVEL: Mapping[TieKind, int] = MappingProxyType(
    {TieKind.PART_OF: 5, TieKind.HANDOVER: 4, TieKind.CO_WORK: 3, TieKind.BUILDS_ON: 3, TieKind.CO_FUND: 2}
)


class AssetKind(StrEnum):
    """Kind of existing capital (ทุนเดิม)."""

    GROUP = "group"
    FUND = "fund"
    LEARNING_CENTRE = "learning_centre"
    NETWORK = "network"
    PLACE = "place"


class AssetState(StrEnum):
    """State of an asset."""

    IN_USE = "in_use"
    IDLE = "idle"
    GONE = "gone"


class Extent(StrEnum):
    """How much of an area an agency says it serves."""

    COMPLETE = "complete"
    PARTIAL = "partial"


class DuplicationState(StrEnum):
    """What the duplication figure of an area rests on."""

    NO_RECORD = "no_record"
    SINGLE_AGENCY = "single_agency"
    MEASURED = "measured"


class IntegrationState(StrEnum):
    """Whether the integration index of an area is published."""

    PUBLISHED = "published"
    INSUFFICIENT = "insufficient"


class Quality(StrEnum):
    """Where the outline of an area comes from."""

    OFFICIAL = "official"
    APPROXIMATE = "approximate"
    SCHEMATIC = "schematic"


class AccountRole(StrEnum):
    """What an account is for; `data.schema.rights` says what each may do."""

    OFFICE = "office"
    OFFICER = "officer"
    FACILITATOR = "facilitator"
    OPERATOR = "operator"
    VIEWER = "viewer"


class RequestKind(StrEnum):
    """What one agency asks of another."""

    TIE = "tie_request"
    HOST = "host_request"
    INTENT = "intent_request"


class Answer(StrEnum):
    """What became of a request."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class Verdict(StrEnum):
    """What a reviewer said of an item of a queue that no record says."""

    DISMISSED = "dismissed"
    POSTPONED = "postponed"


class Way(StrEnum):
    """What an agency does about work that holds its function, or instead of a new front of its own."""

    JOIN = "join"
    TAKE_BATON = "take_baton"
    BUILD_ON = "build_on"
    OPEN_NEW = "open_new"
    NOT_OURS = "not_ours"


MARKS = (Way.JOIN, Way.TAKE_BATON, Way.BUILD_ON, Way.NOT_OURS)
"""What may be said of another's work."""
WAYS_ON = (Way.JOIN, Way.TAKE_BATON, Way.BUILD_ON, Way.OPEN_NEW)
"""What may be decided by whoever is about to open a new front."""


class Fate(StrEnum):
    """What is to become of a ruin."""

    TAKE_UP = "take_up"
    CLEAR = "clear"


class Move(StrEnum):
    """What a step of a proposal does to the records."""

    ADD_TIE = "add_tie"
    SET_HOST = "set_host"
    ADD_PARTNER = "add_partner"
    END_WORK = "end_work"
    OPEN_WORK = "open_work"
