"""Signing in and out: by password, to try a role, by the office's own sign-in service.

This module lets people in and says who they are; the browser holds a token of which only the digest is kept.
"""

import datetime
import hashlib
import math
import secrets
from collections.abc import Mapping

from data.desk import passwords
from data.desk.names import account_key, clean_name
from data.desk.refusals import DoorError
from data.schema import AccountRole, Actor, Role
from data.schema.invented import MARK, SETTING
from data.store import Edit, Store
from data.store.accounts import Doors, Person
from data.store.single import record

SITTING = datetime.timedelta(hours=12)
"""How long a sitting lasts, busy or not."""

_BUCKETS = 4
_END_OF_TIME = 2**35
_TRIER = "ผู้ทดลอง"


def now_utc() -> datetime.datetime:
    """Return the moment as the store keeps it: UTC, without a zone."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def digest(token: str) -> str:
    """Return the SHA-256 under which a token or a code is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(store: Store, name: str, password: str, now: datetime.datetime | None = None) -> str:
    """Return the token of a new sitting.

    An account that is not there fails as one that is: after as long, and waiting after as many failures.

    Raises
    ------
    DoorError
        ``wrong`` name or password, or the account is ``locked`` for a while.
    """
    moment, doors = now or now_utc(), Doors(store)
    account_id = doors.called(name.strip()[:200], account_key(name)[:200])
    person = doors.account(account_id)
    key = account_id if person else _stranger(account_id)
    _refuse_locked(doors.attempt(key, moment), moment)
    kept = doors.password(account_id) if person else None
    if not passwords.fits(password[: passwords.LONGEST * 4], kept) or kept is None:
        _refuse_locked(doors.locked_until(key), moment)
        raise DoorError("wrong")
    renewed = passwords.hashed(password) if passwords.is_stale(kept) else ""
    return _sit(doors, account_id, moment, renewed)


def _stranger(account_id: str) -> str:
    """Return where failures of a name that nobody has are counted: few enough that they fill no store."""
    return f"?{digest(account_id)[:_BUCKETS]}"


def _refuse_locked(until: datetime.datetime | None, moment: datetime.datetime) -> None:
    if until and until > moment:
        raise DoorError("locked", math.ceil((until - moment).total_seconds() / 60))


def _sit(doors: Doors, account_id: str, moment: datetime.datetime, renewed: str = "") -> str:
    token = secrets.token_urlsafe(32)
    doors.sit(digest(token), account_id, moment + SITTING, moment, password=renewed)
    return token


def sign_out(store: Store, token: str) -> None:
    """End the sitting of a token."""
    Doors(store).stand(digest(token))


def person(store: Store, token: str, now: datetime.datetime | None = None) -> Person:
    """Return who holds a token; nobody where it is none, or no longer."""
    return (Doors(store).person(digest(token), now or now_utc()) if token else None) or Person()


def change_password(store: Store, token: str, old: str, new: str, now: datetime.datetime | None = None) -> None:
    """Let whoever holds a token put a password of their own in the place of the old one; all their sittings end.

    Raises
    ------
    DoorError
        The old one is ``wrong``, or the new one will not do.
    """
    moment, doors = now or now_utc(), Doors(store)
    account_id = person(store, token, moment).actor.account_id
    if not account_id:
        raise DoorError("wrong")
    passwords.require_good(new, account_id)
    _refuse_locked(doors.attempt(account_id, moment), moment)
    if not passwords.fits(old, doors.password(account_id)):
        raise DoorError("wrong")
    doors.keep_password(account_id, passwords.hashed(new))


def try_as(store: Store, role: AccountRole, now: datetime.datetime | None = None) -> str:
    """Return the token of a sitting as the invented account of a role, made anew where somebody changed it.

    Raises
    ------
    DoorError
        The register is not invented (``try``).
    """
    if store.settings().get(SETTING) != "yes":
        raise DoorError("try")
    account_id = f"try-{role}"
    agency = _busiest_agency(store) if role in (AccountRole.OFFICER, AccountRole.FACILITATOR) else None
    wanted = {"name": f"{_TRIER} {MARK.thai}", "role": str(role), "agency_id": agency, "disabled": None}
    kept = record(store, "accounts", account_id)
    if kept is None:
        store.edit([Edit("accounts", "", {"account_id": account_id, **wanted})], account_id, "try")
    elif any(kept.get(name) != value for name, value in wanted.items()):
        store.edit([Edit("accounts", account_id, wanted, kept)], account_id, "try")
    return _sit(Doors(store), account_id, now or now_utc())


def _busiest_agency(store: Store) -> str | None:
    """Return the agency that hosts most: who tries a role shall find something of their own."""
    parts = store.records(("participation",))["participation"]
    hosts = parts["agency_id"][parts["role"] == Role.ACCOUNTABLE].value_counts()
    best = sorted(hosts.index[hosts == hosts.max()])
    return str(best[0]) if best else None


def person_of_claims(store: Store, claims: Mapping[str, object], role_claim: str = "") -> Person:
    """Return who the office's own sign-in service says somebody is.

    An account is found by its e-mail address, if the service says that it is verified. Anybody else is a viewer, or
    what the claim named `role_claim` says: any role but the office's.

    Parameters
    ----------
    claims : what the service states: ``email``, ``email_verified``, ``name``, ``exp`` (Unix time) and others.
    """
    until = _until(claims.get("exp"))
    if until is None or until <= now_utc():
        return Person()
    email = str(claims.get("email") or "") if str(claims.get("email_verified")).lower() == "true" else ""
    found = Doors(store).by_email(email) if email else []
    if found:
        known = found[0] if len(found) == 1 else None
        return Person(known.actor, known.name, until) if known else Person()
    role = _claimed(claims.get(role_claim)) if email else AccountRole.VIEWER
    return Person(Actor(email, role), clean_name(str(claims.get("name") or email)), until)


def _until(stated: object) -> datetime.datetime | None:
    """Return the moment of a Unix time, None where it is none."""
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not 0 < stated < _END_OF_TIME:
        return None
    return datetime.datetime.fromtimestamp(stated, datetime.UTC).replace(tzinfo=None)


def _claimed(value: object) -> AccountRole:
    told = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    allowed = [role for role in AccountRole if role in told and role is not AccountRole.OFFICE]
    return allowed[0] if allowed else AccountRole.VIEWER
