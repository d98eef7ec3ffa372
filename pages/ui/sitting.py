"""Who sits before the page. This module reads it from the browser's cookie, or from the sign-in service."""

import hashlib

import streamlit as st

from data.desk import doors
from data.store import Store
from data.store.accounts import Person

ROLE_CLAIM = "oidc_role_claim"
"""Setting that names the claim by which the sign-in service states a role."""


def cookie_name(store: Store) -> str:
    """Return the name of the cookie of a store: who sits at one register sits at no other."""
    return f"sitting-{hashlib.sha256(store.place.encode()).hexdigest()[:12]}"


def person(store: Store) -> Person:
    """Return who looks at the register of `store`; nobody by name where they have not signed in."""
    found = doors.person(store, st.context.cookies.get(cookie_name(store), ""))
    if found.actor.role or not is_known_outside():
        return found
    return doors.person_of_claims(store, st.user.to_dict(), store.settings().get(ROLE_CLAIM, ""))


def is_known_outside() -> bool:
    """Whether the sign-in service has sent this reader to us."""
    return bool(st.user.get("is_logged_in"))


def has_service() -> bool:
    """Whether a sign-in service is set up in ``.streamlit/secrets.toml``."""
    return "is_logged_in" in st.user
