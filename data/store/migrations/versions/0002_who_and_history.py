"""The second shape: who, what is asked, and every change. This module is never edited once shipped."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _foreign(table: str, column: str, refers: str) -> sa.ForeignKeyConstraint:
    named = {"name": f"fk_{table}_{column}", "deferrable": True, "initially": "DEFERRED"}
    return sa.ForeignKeyConstraint([column], [refers], **named)


def _make(
    table: str, key: str, columns: str, *foreign: tuple[str, str], types: dict | None = None, **options: bool
) -> None:
    """Make one table; a name that ends in ``!`` must have a value, `types` are those that are not text."""
    names = [key, *columns.split()]
    plain = [name.rstrip("!") for name in names]
    op.create_table(
        table,
        *(
            sa.Column(
                name,
                (types or {}).get(name, sa.Text),
                nullable=name != key and not stated.endswith("!"),
                autoincrement="auto" if options.get("sqlite_autoincrement") else False,
            )
            for name, stated in zip(plain, names, strict=True)
        ),
        *(_foreign(table, column, refers) for column, refers in foreign),
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        **options,
    )
    for column, _ in foreign:
        op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    """Make the tables of who, of what is asked and reviewed, of drafts, and of every change with its seal."""
    agency = ("agency_id", "agencies.agency_id")
    _make("aliases", "alias", "agency_id!", agency)
    _make("layouts", "record_key", "layout! heading! target agency_id signature", agency)
    _make(
        "requests",
        "request_id",
        "kind! initiative_id! other_id tie_kind agency_id! asked_by asked_on answer answered_by answered_on note",
        ("initiative_id", "initiatives.initiative_id"),
        ("other_id", "initiatives.initiative_id"),
        agency,
        types={"asked_on": sa.Date, "answered_on": sa.Date},
    )
    _make(
        "reviews",
        "record_key",
        "queue! subject! verdict until reason said_by said_on",
        types={"until": sa.Date, "said_on": sa.Date},
    )
    _make("accounts", "account_id", "name role! agency_id email disabled", agency, types={"disabled": sa.Boolean})
    _make(
        "change",
        "id",
        "batch! table! record! before after",
        ("batch", "batch.id"),
        types={"id": sa.BigInteger().with_variant(sa.Integer, "sqlite"), "batch": sa.Integer},
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_table_record", "change", ["table", "record"])
    op.add_column("batch", sa.Column("reason", sa.Text, nullable=False, server_default=""))
    op.add_column("batch", sa.Column("seal", sa.Text, nullable=False, server_default=""))
    _make(
        "secret",
        "account_id",
        "password failures! locked_until",
        types={"failures": sa.Integer, "locked_until": sa.DateTime},
    )
    _make(
        "sitting",
        "digest",
        "account_id! started_at! expires_at!",
        types={"started_at": sa.DateTime, "expires_at": sa.DateTime},
    )
    _make(
        "pass_code",
        "digest",
        "role! agency_id made_by! label expires_at! used_at account_id",
        types={"expires_at": sa.DateTime, "used_at": sa.DateTime},
    )
    _make("draft", "id", "account_id! table! record! content! saved_at!", types={"saved_at": sa.DateTime})
