"""The third shape: what is seen, decided, objected to and proposed. This module is never edited once shipped."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TYPES = {
    **dict.fromkeys(("said_on", "decided_on", "made_on", "start_date", "end_date", "on_date"), sa.Date),
    **dict.fromkeys(("position", "level"), sa.BigInteger),
}


def _make(table: str, key: str, columns: str, **refers: str) -> None:
    """Make one table; a name that ends in ``!`` must have a value, `refers` says what columns are keys of."""
    stated = columns.split()
    op.create_table(
        table,
        sa.Column(key, sa.Text, nullable=False, autoincrement=False),
        *(
            sa.Column(name.rstrip("!"), _TYPES.get(name.rstrip("!"), sa.Text), nullable="!" not in name)
            for name in stated
        ),
        *(
            sa.ForeignKeyConstraint([name], [to], name=f"fk_{table}_{name}", deferrable=True, initially="DEFERRED")
            for name, to in refers.items()
        ),
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
    )
    for name in refers:
        op.create_index(f"ix_{table}_{name}", table, [name])


def _link(table: str, key: str, column: str, refers: str = "") -> None:
    """Make the table of a column that holds several values."""
    name = f"{table}_{column}"
    foreign = {"record": f"{table}.{key}"} | ({"value": refers} if refers else {})
    op.create_table(
        name,
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("value", sa.Text, nullable=False),
        *(
            sa.ForeignKeyConstraint([own], [to], name=f"fk_{name}_{own}", deferrable=True, initially="DEFERRED")
            for own, to in foreign.items()
        ),
        sa.PrimaryKeyConstraint("record", "position", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_value", name, ["value"])


def upgrade() -> None:
    """Make the tables of marks, decisions, objections, ruins, proposals and their steps."""
    agency, work = "agencies.agency_id", "initiatives.initiative_id"
    _make(
        "marks",
        "record_key",
        "agency_id! initiative_id! way! own_id sentence said_by said_on",
        agency_id=agency,
        initiative_id=work,
        own_id=work,
    )
    _make(
        "decisions",
        "decision_id",
        "agency_id! way! title_th description start_date end_date host_id initiative_id reason evidence decided_by "
        "decided_on",
        agency_id=agency,
        host_id=agency,
        initiative_id=work,
    )
    for column, refers in {"themes": "themes.code", "areas": "areas.code", "seen": "", "capital": ""}.items():
        _link("decisions", "decision_id", column, refers)
    _make(
        "objections",
        "record_key",
        "from_id! to_id! agency_id! reason said_by said_on",
        from_id=work,
        to_id=work,
        agency_id=agency,
    )
    _make("ruins", "record_key", "table! record! fate! agency_id reason decided_by decided_on", agency_id=agency)
    _make("proposals", "proposal_id", "name! note agency_id made_by made_on", agency_id=agency)
    _make(
        "steps",
        "record_key",
        "proposal_id! position! move! work other agency_id role tie_kind level on_date title_th",
        proposal_id="proposals.proposal_id",
        agency_id=agency,
    )
    for column, refers in {"themes": "themes.code", "areas": "areas.code"}.items():
        _link("steps", "record_key", column, refers)
