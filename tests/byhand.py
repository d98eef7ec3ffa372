"""A store changed past the program, as whoever has the database itself can. This module is the hand."""

import sqlalchemy as sa

from data.store.location import parsed


def by_hand(url: str, *statements: str) -> list[int]:
    """Run statements with nothing that minds whether references hold; return how many rows each touched."""
    address = parsed(url)
    made = sa.create_engine(address, poolclass=sa.NullPool)
    with made.connect() as connection, connection.begin():
        if address.get_backend_name() != "sqlite":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return [connection.exec_driver_sql(statement).rowcount for statement in statements]
