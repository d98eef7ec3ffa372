"""Passwords kept as argon2 hashes. This module says which will do, hashes them and holds them against the hash."""

import secrets
import unicodedata
from functools import cache
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data.desk.refusals import DoorError

SHORTEST, LONGEST = 10, 200
_FEW_LETTERS, _LEFT, _LONG_NAME = 5, 6, 4
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789", "98765432109876543210")
_COMMON = (
    "password", "passw0rd", "p@ssword", "p@ssw0rd", "iloveyou", "welcome", "letmein", "admin", "administrator",
    "qwerty", "asdfgh", "zxcvbn", "1q2w3e4r", "q1w2e3r4", "1qaz2wsx", "monkey", "dragon", "football", "superman",
    "thailand", "bangkok", "nakhon", "nakorn", "sithammarat", "songklong", "secret", "changeme", "temporary",
    "รหัสผ่าน", "สวัสดี", "ประเทศไทย", "นครศรีธรรมราช", "ส่องกล้องนคร", "ฉันรักเธอ",
)  # fmt: skip
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HASHER = PasswordHasher()
_AT_ONCE = Semaphore(2)
"""Each hash takes 64 MiB while it is made."""


def require_good(password: str, account_id: str) -> None:
    """Let a password be one: 10 to 200 characters, not one of the first that anybody would guess.

    The list of common ones is short: it stops what is typed out of habit, no more. Length is what protects.

    Raises
    ------
    DoorError
        What is wrong with it: ``short``, ``long``, ``common`` or ``account_name``.
    """
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise DoorError("short")
    if len(plain) > LONGEST:
        raise DoorError("long")
    lower = plain.lower()
    if len(account_id) >= _LONG_NAME and account_id.lower() in lower:
        raise DoorError("account_name")
    if _is_common(lower):
        raise DoorError("common")


def _is_common(lower: str) -> bool:
    """Whether little is left of a password once common words and runs of the keyboard are taken out."""
    rest = lower
    for word in _COMMON:
        rest = rest.replace(word, "")
    bare = "".join(char for char in rest if char.isalnum())
    is_run = any(bare in row or bare in row[::-1] for row in _ROWS)
    return len(set(lower)) < _FEW_LETTERS or len(bare) < _LEFT or is_run


def hashed(password: str) -> str:
    """Return the argon2 hash of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one behind a hash; where there is none, it takes as long to say no."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobody(), _plain(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_stale(kept: str) -> bool:
    """Whether a hash was made with other parameters than those of now."""
    return _HASHER.check_needs_rehash(kept)


def new_password() -> str:
    """Return a password to be read out or written down: four groups of four letters and digits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))
