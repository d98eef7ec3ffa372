"""What proves who people are: secrets, sittings, one-time codes. This module keeps it beside the records."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data.schema import ANYONE, AccountRole, Actor
from data.store.dialect import reading, writing
from data.store.edits import Edit, apply_edits
from data.store.history import Batch, keep
from data.store.store import Store
from data.store.tables import PASS_CODE, RECORDS, SECRET, SITTING

FREE_FAILURES = 5
"""Attempts after which every further failure makes an account wait, twice as long each time."""

LONGEST_PAUSE = datetime.timedelta(hours=1)
_ACCOUNTS = RECORDS["accounts"]


@dataclass(frozen=True)
class Person:
    """Whoever looks at the register: who acts, the name they go by, until when they are signed in (UTC)."""

    actor: Actor = ANYONE
    name: str = ""
    until: datetime.datetime | None = None


@dataclass(frozen=True)
class PassCode:
    """What a one-time code gives: a role, for an agency if any, until a moment (UTC); by whom and for what."""

    role: AccountRole
    agency_id: str
    made_by: str
    label: str
    expires_at: datetime.datetime


def pause(failures: int) -> datetime.timedelta:
    """Return how long an account waits after so many failures in a row.

    >>> [int(pause(n).total_seconds() // 60) for n in (4, 5, 6, 8, 30)]
    [0, 1, 2, 8, 60]
    """
    if failures < FREE_FAILURES:
        return datetime.timedelta()
    return min(LONGEST_PAUSE, datetime.timedelta(minutes=2 ** min(failures - FREE_FAILURES, 10)))


class Doors:
    """The secrets, sittings and codes of one store; every digest is the SHA-256 of what its owner holds."""

    def __init__(self, store: Store) -> None:
        self._engine = store.engine

    def called(self, *names: str) -> str:
        """Return the first of these names that an account has, the last where none has."""
        with reading(self._engine) as connection:
            found = connection.execute(sa.select(_ACCOUNTS.c.account_id).where(_ACCOUNTS.c.account_id.in_(names)))
            there = set(found.scalars())
        return next((name for name in names if name in there), names[-1])

    def account(self, account_id: str) -> Person | None:
        """Return the person behind an account that is not disabled, None where there is none."""
        found = self._people(_ACCOUNTS.c.account_id == account_id)
        return found[0] if found else None

    def has_office(self) -> bool:
        """Whether somebody can sign in as the office by a password."""
        joined = sa.select(_ACCOUNTS).join_from(_ACCOUNTS, SECRET, _ACCOUNTS.c.account_id == SECRET.c.account_id)
        which = joined.where(_ACCOUNTS.c.role == AccountRole.OFFICE, SECRET.c.password.is_not(None))
        with reading(self._engine) as connection:
            return any(_person(dict(row)) for row in connection.execute(which).mappings())

    def by_email(self, email: str) -> list[Person | None]:
        """Return who has this e-mail address, upper and lower case alike; None for an account that is disabled."""
        return self._people(sa.func.lower(_ACCOUNTS.c.email) == email.lower())

    def _people(self, which: sa.ColumnElement[bool]) -> list[Person | None]:
        with reading(self._engine) as connection:
            return [_person(dict(row)) for row in connection.execute(sa.select(_ACCOUNTS).where(which)).mappings()]

    def person(self, digest: str, now: datetime.datetime) -> Person | None:
        """Return who sits behind the token of this digest, None where nobody does any more."""
        query = sa.select(_ACCOUNTS, SITTING.c.expires_at).join_from(
            SITTING, _ACCOUNTS, _ACCOUNTS.c.account_id == SITTING.c.account_id
        )
        with reading(self._engine) as connection:
            which = (SITTING.c.digest == digest) & (SITTING.c.expires_at > now)
            row = connection.execute(query.where(which)).mappings().first()
        return _person(dict(row)) if row else None

    def attempt(self, key: str, now: datetime.datetime) -> datetime.datetime | None:
        """Count an attempt to sign in before it is made; return until when none is allowed, None where this one is.

        Counted before, so that attempts made at once are as many as attempts made in a row.
        """
        with writing(self._engine) as connection:
            row = connection.execute(sa.select(SECRET).where(SECRET.c.account_id == key)).mappings().first()
            if row and row["locked_until"] and row["locked_until"] > now:
                return _moment(row["locked_until"])
            failures = (row["failures"] if row else 0) + 1
            locked = now + pause(failures) if failures >= FREE_FAILURES else None
            _put_secret(connection, key, {"failures": failures, "locked_until": locked})
            return None

    def locked_until(self, key: str) -> datetime.datetime | None:
        """Return until when an account has to wait."""
        query = sa.select(SECRET.c.locked_until).where(SECRET.c.account_id == key)
        with reading(self._engine) as connection:
            found = connection.execute(query).scalar()
        return _moment(found) if found else None

    def password(self, account_id: str) -> str | None:
        """Return the hash of an account's password, None where it has none."""
        query = sa.select(SECRET.c.password).where(SECRET.c.account_id == account_id)
        with reading(self._engine) as connection:
            found = connection.execute(query).scalar()
        return str(found) if found else None

    def keep_password(self, account_id: str, password: str | None) -> None:
        """Keep the hash of a new password, or none: all sittings of the account end, and it waits no longer."""
        with writing(self._engine) as connection:
            _put_secret(connection, account_id, {"password": password, "failures": 0, "locked_until": None})
            connection.execute(sa.delete(SITTING).where(SITTING.c.account_id == account_id))

    def sit(
        self, digest: str, account_id: str, until: datetime.datetime, now: datetime.datetime, *, password: str = ""
    ) -> None:
        """Begin a sitting and forget the failures before it; `password` is its hash where that is to be renewed."""
        with writing(self._engine) as connection:
            renewed = {"password": password} if password else {}
            _put_secret(connection, account_id, {"failures": 0, "locked_until": None, **renewed})
            _begin(connection, digest, account_id, until, now)

    def stand(self, digest: str) -> None:
        """End the sitting of this digest."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(SITTING).where(SITTING.c.digest == digest))

    def clear(self, account_id: str) -> None:
        """End all sittings of an account."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(SITTING).where(SITTING.c.account_id == account_id))

    def add_codes(self, digests: Iterable[str], code: PassCode) -> None:
        """Keep one-time codes by their digests."""
        given = {"role": code.role, "agency_id": code.agency_id or None, "made_by": code.made_by, "label": code.label}
        rows = [{"digest": digest, **given, "expires_at": code.expires_at} for digest in digests]
        with writing(self._engine) as connection:
            connection.execute(sa.insert(PASS_CODE), rows)

    def use_code(
        self, code: str, person: Mapping[str, str], sitting: str, until: datetime.datetime, now: datetime.datetime
    ) -> bool:
        """Use a code: make the account of `person` with what the code gives, and begin its sitting, all or nothing.

        Parameters
        ----------
        code, sitting : digests of the code and of the token of the sitting.
        person : ``account_id`` and ``name``.

        Returns
        -------
        Whether there was such a code, not used and not expired.
        """
        open_now = (PASS_CODE.c.digest == code) & PASS_CODE.c.used_at.is_(None) & (PASS_CODE.c.expires_at > now)
        with writing(self._engine) as connection:
            row = connection.execute(sa.select(PASS_CODE).where(open_now)).mappings().first()
            if row is None:
                return False
            account = {**person, "role": row["role"], "agency_id": row["agency_id"]}
            made = apply_edits(connection, [Edit("accounts", "", account)])
            keep(connection, Batch(row["made_by"], "one-time code", row["label"] or ""), made)
            used = {"used_at": now, "account_id": person["account_id"]}
            connection.execute(sa.update(PASS_CODE).where(PASS_CODE.c.digest == code).values(used))
            _begin(connection, sitting, person["account_id"], until, now)
            return True


def _put_secret(connection: Connection, key: str, values: Mapping[str, object]) -> None:
    changed = connection.execute(sa.update(SECRET).where(SECRET.c.account_id == key).values(**values))
    if not changed.rowcount:
        connection.execute(sa.insert(SECRET).values(**{"failures": 0, **values, "account_id": key}))


def _begin(
    connection: Connection, digest: str, account_id: str, until: datetime.datetime, now: datetime.datetime
) -> None:
    connection.execute(sa.delete(SITTING).where(SITTING.c.expires_at <= now))
    row = {"digest": digest, "account_id": account_id, "started_at": now, "expires_at": until}
    connection.execute(sa.insert(SITTING).values(row))


def _person(row: Mapping[str, object]) -> Person | None:
    """Return who an account is for, None where it is disabled or its role is none we know."""
    if row["disabled"] or row["role"] not in tuple(AccountRole):
        return None
    account_id = str(row["account_id"])
    actor = Actor(account_id, AccountRole(str(row["role"])), str(row["agency_id"] or ""))
    until = row.get("expires_at")
    return Person(actor, str(row["name"] or account_id), _moment(until) if until else None)


def _moment(value: object) -> datetime.datetime:
    if not isinstance(value, datetime.datetime):
        raise TypeError(f"`value` was {type(value).__name__}, must be datetime")
    return value
