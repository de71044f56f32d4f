"""The first schema."""

import sqlalchemy as sa
from alembic import op

from syncd.store.types import Json, Moment, Path, Serial

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNTS = sa.text("superseded_by IS NULL AND NOT late")


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "ends_at", name="pk_attempts"),
    )
    op.create_table(
        "audit",
        sa.Column("id", Serial, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_organization_at", "audit", ["organization", "at"], unique=False)
    op.create_table(
        "households",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("officer", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("moved_out_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_households"),
    )
    op.create_index(
        "uq_households_roster",
        "households",
        ["organization", "unit", "label"],
        unique=True,
        sqlite_where=sa.text("moved_out_at IS NULL"),
        postgresql_where=sa.text("moved_out_at IS NULL"),
    )
    op.create_table(
        "items",
        sa.Column("id", Path, nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("reach", Path, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("deadline", Moment(), nullable=True),
        sa.Column("first_seen_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
    )
    op.create_index("ix_items_organization", "items", ["organization"], unique=False)
    op.create_index("ix_items_reach", "items", ["reach"], unique=False)
    op.create_table(
        "officers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
    )
    op.create_index("ix_officers_organization", "officers", ["organization"], unique=False)
    op.create_table(
        "organizations",
        sa.Column("path", Path, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reach", Path, nullable=False),
        sa.Column("names", Json, nullable=False),
        sa.Column("languages", Json, nullable=False),
        sa.Column("units", Json, nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_to", sa.Integer(), nullable=True),
        sa.Column("index_digest", sa.String(), nullable=True),
        sa.Column("first_seen_at", Moment(), nullable=False),
        sa.Column("gone_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("path", name="pk_organizations"),
    )
    op.create_table(
        "pushes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=True),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("texts", Json, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pushes"),
    )
    op.create_index("ix_pushes_item", "pushes", ["item"], unique=False)
    op.create_table(
        "safety_checks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("titles", Json, nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_safety_checks"),
    )
    op.create_index(
        "ix_safety_checks_organization", "safety_checks", ["organization"], unique=False
    )
    op.create_table(
        "workers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pulse_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_workers"),
    )
    op.create_table(
        "bulbs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("household", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_bulbs_household"),
        sa.PrimaryKeyConstraint("id", name="pk_bulbs"),
    )
    op.create_index("ix_bulbs_household", "bulbs", ["household"], unique=False)
    op.create_index("ix_bulbs_organization", "bulbs", ["organization"], unique=False)
    op.create_table(
        "codes",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_codes_household"),
        sa.PrimaryKeyConstraint("hash", name="pk_codes"),
    )
    op.create_index("ix_codes_household", "codes", ["household"], unique=False)
    op.create_table(
        "devices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_devices_household"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("hash", name="uq_devices_hash"),
    )
    op.create_index("ix_devices_household", "devices", ["household"], unique=False)
    op.create_table(
        "household_groups",
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("holder", Path, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name="fk_household_groups_household"
        ),
        sa.PrimaryKeyConstraint("household", "holder", "name", name="pk_household_groups"),
    )
    op.create_index(
        "ix_household_groups_group", "household_groups", ["holder", "name"], unique=False
    )
    op.create_table(
        "officer_links",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["officers.id"], name="fk_officer_links_officer"),
        sa.PrimaryKeyConstraint("hash", name="pk_officer_links"),
    )
    op.create_index("ix_officer_links_officer", "officer_links", ["officer"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_people_household"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_household", "people", ["household"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("item", Path, nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("officer", sa.String(), nullable=True),
        sa.CheckConstraint("source IN ('phone', 'proxy')", name="ck_answers_source"),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name="fk_answers_device"),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_answers_household"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_answers_item"),
        sa.ForeignKeyConstraint(["officer"], ["officers.id"], name="fk_answers_officer"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_answers_person"),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_item", "answers", ["item", "household"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", Serial, nullable=False),
        sa.Column("push", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="pending", nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sent', 'gone', 'given-up', 'replaced')",
            name="ck_deliveries_state",
        ),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name="fk_deliveries_device"),
        sa.ForeignKeyConstraint(["push"], ["pushes.id"], name="fk_deliveries_push"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("push", "device", name="uq_deliveries_push_device"),
    )
    op.create_index("ix_deliveries_device", "deliveries", ["device"], unique=False)
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "gateways",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("organization", Path, nullable=False),
        sa.Column("bulb", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=True),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["bulb"], ["bulbs.id"], name="fk_gateways_bulb"),
        sa.PrimaryKeyConstraint("id", name="pk_gateways"),
        sa.UniqueConstraint("hash", name="uq_gateways_hash"),
    )
    op.create_table(
        "receipts",
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("item", Path, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("officer", sa.String(), nullable=True),
        sa.CheckConstraint("source IN ('phone', 'proxy')", name="ck_receipts_source"),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name="fk_receipts_device"),
        sa.ForeignKeyConstraint(["household"], ["households.id"], name="fk_receipts_household"),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_receipts_item"),
        sa.ForeignKeyConstraint(["officer"], ["officers.id"], name="fk_receipts_officer"),
        sa.PrimaryKeyConstraint("household", "item", name="pk_receipts"),
    )
    op.create_index("ix_receipts_item", "receipts", ["item"], unique=False)
    op.create_table(
        "safety_reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("safety_check", sa.String(), nullable=True),
        sa.Column("household", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("place", Json, nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("officer", sa.String(), nullable=True),
        sa.CheckConstraint("source IN ('phone', 'proxy')", name="ck_safety_reports_source"),
        sa.CheckConstraint(
            "state IN ('safe', 'hurt', 'rescue', 'unknown')", name="ck_safety_reports_state"
        ),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name="fk_safety_reports_device"),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name="fk_safety_reports_household"
        ),
        sa.ForeignKeyConstraint(["officer"], ["officers.id"], name="fk_safety_reports_officer"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_safety_reports_person"),
        sa.ForeignKeyConstraint(
            ["safety_check"], ["safety_checks.id"], name="fk_safety_reports_safety_check"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_safety_reports"),
    )
    op.create_index(
        "ix_safety_reports_household", "safety_reports", ["household", "safety_check"], unique=False
    )
    op.create_table(
        "subscriptions",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("renewed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name="fk_subscriptions_device"),
        sa.PrimaryKeyConstraint("device", name="pk_subscriptions"),
        sa.UniqueConstraint("endpoint", name="uq_subscriptions_endpoint"),
    )
    op.create_table(
        "heartbeats",
        sa.Column("id", Serial, nullable=False),
        sa.Column("bulb", sa.String(), nullable=False),
        sa.Column("lit", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("device_at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("gateway", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["bulb"], ["bulbs.id"], name="fk_heartbeats_bulb"),
        sa.ForeignKeyConstraint(["gateway"], ["gateways.id"], name="fk_heartbeats_gateway"),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeats"),
    )
    op.create_index("ix_heartbeats_bulb_at", "heartbeats", ["bulb", "at"], unique=False)
    op.create_index(
        "ix_heartbeats_bulb_device_at", "heartbeats", ["bulb", "device_at"], unique=False
    )
    # ### end Alembic commands ###
    op.create_index(
        "uq_answers_counts",
        "answers",
        ["household", "item", sa.text("coalesce(person, '')")],
        unique=True,
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )
    op.create_index(
        "uq_safety_reports_counts",
        "safety_reports",
        [sa.text("coalesce(safety_check, '')"), "household", sa.text("coalesce(person, '')")],
        unique=True,
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )
    _make_append_only("audit")


def _make_append_only(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
            CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_append_only_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
