"""A store changed past the program, as whoever has the database itself can. This module is the hand."""

import sqlalchemy as sa

from data.store.location import parsed
from data.store.tables import METADATA

_YOUNG = (
    *("aliases", "layouts", "requests", "reviews", "accounts", "change", "secret", "sitting", "draft"),
    *("marks", "decisions", "objections", "ruins", "proposals", "steps"),
)


def by_hand(url: str, *statements: str) -> list[int]:
    """Run statements with nothing that minds whether references hold; return how many rows each touched."""
    address = parsed(url)
    made = sa.create_engine(address, poolclass=sa.NullPool)
    with made.connect() as connection, connection.begin():
        if address.get_backend_name() != "sqlite":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return [connection.exec_driver_sql(statement).rowcount for statement in statements]


def first_shape(url: str) -> None:
    """Turn a store of the newest shape into one of the first: drop what came later."""
    young = [name for name in METADATA.tables if name.partition("_")[0] in _YOUNG or name == "pass_code"]
    by_hand(
        url,
        *(f"DROP TABLE {name}" for name in reversed(young)),
        *(f"ALTER TABLE batch DROP COLUMN {column}" for column in ("reason", "seal")),
        "UPDATE alembic_version SET version_num = '0001'",
    )
