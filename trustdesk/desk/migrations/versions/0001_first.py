"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "profile",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
    )
    op.create_table(
        "relationship",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("started", sa.Date(), nullable=True),
        sa.Column("half_life_days", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("in_what", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("return_shared", sa.String(), nullable=False),
        sa.Column("risk_shared", sa.String(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_to", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_why", sa.String(), nullable=False),
        sa.Column("foundations", sa.String(), nullable=False),
        sa.Column("compelled_credibility", sa.Float(), nullable=False),
        sa.Column("move_notice_days", sa.Integer(), nullable=False),
        sa.Column("overdue_days", sa.Integer(), nullable=False),
        sa.Column("late_grace_days", sa.Integer(), nullable=False),
        sa.Column("late_worthless_days", sa.Integer(), nullable=False),
        sa.Column("late_worthless_value", sa.Float(), nullable=False),
        sa.Column("late_told_value", sa.Float(), nullable=False),
        sa.Column("late_value", sa.Float(), nullable=False),
        sa.Column("second_move_value", sa.Float(), nullable=False),
        sa.Column("told_late_value", sa.Float(), nullable=False),
        sa.Column("few_trials", sa.Integer(), nullable=False),
        sa.Column("merit_importance", sa.Float(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("first_rung", sa.Integer(), nullable=False),
        sa.Column("most_stretch", sa.Integer(), nullable=False),
        sa.Column("sponsor_loss", sa.Integer(), nullable=False),
        sa.Column("lag_share", sa.Float(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.Column("load_floor", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relationship")),
    )
    op.create_table(
        "opportunity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("realised_on", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_opportunity_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
    )
    op.create_index(op.f("ix_opportunity_relationship_id"), "opportunity", ["relationship_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("own_side", sa.Boolean(), nullable=True),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("autonomy", sa.String(), nullable=False),
        sa.Column("known_kept", sa.Float(), nullable=False),
        sa.Column("known_broken", sa.Float(), nullable=False),
        sa.Column("known_why", sa.String(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_party_organisation_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_party_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_organisation_id"), "party", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_party_relationship_id"), "party", ["relationship_id"], unique=False)
    op.create_table(
        "stage",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_by", sa.String(), nullable=False),
        sa.Column("verdict_why", sa.String(), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_stage_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
    )
    op.create_index(op.f("ix_stage_relationship_id"), "stage", ["relationship_id"], unique=False)
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("decisions", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("recognitions", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_workshop_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    op.create_index(op.f("ix_workshop_relationship_id"), "workshop", ["relationship_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_agenda_item_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_agenda_item_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_relationship_id"), "agenda_item", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_workshop_id"), "agenda_item", ["workshop_id"], unique=False)
    op.create_table(
        "benefit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.String(length=32), nullable=False),
        sa.Column("worth", sa.String(), nullable=False),
        sa.Column("estimated", sa.String(), nullable=True),
        sa.Column("realised", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_benefit_opportunity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_benefit_party_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_benefit_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit")),
    )
    op.create_index(op.f("ix_benefit_opportunity_id"), "benefit", ["opportunity_id"], unique=False)
    op.create_index(op.f("ix_benefit_party_id"), "benefit", ["party_id"], unique=False)
    op.create_index(op.f("ix_benefit_relationship_id"), "benefit", ["relationship_id"], unique=False)
    op.create_table(
        "gate_criterion",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("ticked_by", sa.String(), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_gate_criterion_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_gate_criterion_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_criterion")),
    )
    op.create_index(
        op.f("ix_gate_criterion_relationship_id"), "gate_criterion", ["relationship_id"], unique=False
    )
    op.create_index(op.f("ix_gate_criterion_stage_id"), "gate_criterion", ["stage_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("party_id", sa.String(length=32), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("sponsor", sa.Boolean(), nullable=True),
        sa.Column("influence", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("politics", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_person_party_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_person_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_party_id"), "person", ["party_id"], unique=False)
    op.create_index(op.f("ix_person_relationship_id"), "person", ["relationship_id"], unique=False)
    op.create_table(
        "sign_off",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_sign_off_party_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_sign_off_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_sign_off_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index(op.f("ix_sign_off_party_id"), "sign_off", ["party_id"], unique=False)
    op.create_index(op.f("ix_sign_off_relationship_id"), "sign_off", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_sign_off_stage_id"), "sign_off", ["stage_id"], unique=False)
    op.create_table(
        "workshop_attended_by",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["workshop.id"], name=op.f("fk_workshop_attended_by_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party"], ["party.id"], name=op.f("fk_workshop_attended_by_party"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_attended_by")),
    )
    op.create_index(op.f("ix_workshop_attended_by_owner"), "workshop_attended_by", ["owner"], unique=False)
    op.create_index(op.f("ix_workshop_attended_by_party"), "workshop_attended_by", ["party"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("giver_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_when", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("must_have", sa.Boolean(), nullable=True),
        sa.Column("compelled", sa.Boolean(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("fraction", sa.Float(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("times_kept", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("reason_class", sa.String(), nullable=True),
        sa.Column("frank_reason", sa.String(), nullable=False),
        sa.Column("asked_first", sa.Boolean(), nullable=True),
        sa.Column("misrepresented", sa.Boolean(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("repaired_on", sa.Date(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("replaces_id", sa.String(length=32), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("due_workshop_id", sa.String(length=32), nullable=True),
        sa.Column("contract", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["due_workshop_id"],
            ["workshop.id"],
            name=op.f("fk_commitment_due_workshop_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["party.id"], name=op.f("fk_commitment_giver_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_commitment_owner_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_commitment_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["commitment.id"], name=op.f("fk_commitment_replaces_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_commitment_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(op.f("ix_commitment_due_workshop_id"), "commitment", ["due_workshop_id"], unique=False)
    op.create_index(op.f("ix_commitment_giver_id"), "commitment", ["giver_id"], unique=False)
    op.create_index(op.f("ix_commitment_owner_id"), "commitment", ["owner_id"], unique=False)
    op.create_index(op.f("ix_commitment_relationship_id"), "commitment", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_commitment_replaces_id"), "commitment", ["replaces_id"], unique=False)
    op.create_index(op.f("ix_commitment_stage_id"), "commitment", ["stage_id"], unique=False)
    op.create_table(
        "concern",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("raised_by_id", sa.String(length=32), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("addressed_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("may_be_used", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("known_risk", sa.Boolean(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_concern_owner_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["party.id"], name=op.f("fk_concern_raised_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_concern_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_index(op.f("ix_concern_owner_id"), "concern", ["owner_id"], unique=False)
    op.create_index(op.f("ix_concern_raised_by_id"), "concern", ["raised_by_id"], unique=False)
    op.create_index(op.f("ix_concern_relationship_id"), "concern", ["relationship_id"], unique=False)
    op.create_table(
        "risk_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=False),
        sa.Column("exposed_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("loss", sa.Integer(), nullable=True),
        sa.Column("gain", sa.Integer(), nullable=True),
        sa.Column("comfort", sa.Integer(), nullable=True),
        sa.Column("exposes", sa.String(), nullable=False),
        sa.Column("safeguard", sa.String(), nullable=False),
        sa.Column("approved_by_id", sa.String(length=32), nullable=True),
        sa.Column("planned", sa.Date(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("fraction", sa.Float(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("makes_possible", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_why", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_risk_step_approved_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["exposed_id"], ["party.id"], name=op.f("fk_risk_step_exposed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_risk_step_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_risk_step_stage_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_step")),
    )
    op.create_index(op.f("ix_risk_step_approved_by_id"), "risk_step", ["approved_by_id"], unique=False)
    op.create_index(op.f("ix_risk_step_exposed_id"), "risk_step", ["exposed_id"], unique=False)
    op.create_index(op.f("ix_risk_step_relationship_id"), "risk_step", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_risk_step_stage_id"), "risk_step", ["stage_id"], unique=False)
    op.create_table(
        "workshop_attendees",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["workshop.id"], name=op.f("fk_workshop_attendees_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_workshop_attendees_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_attendees")),
    )
    op.create_index(op.f("ix_workshop_attendees_owner"), "workshop_attendees", ["owner"], unique=False)
    op.create_index(op.f("ix_workshop_attendees_person"), "workshop_attendees", ["person"], unique=False)
    op.create_table(
        "adjustment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.String(length=32), nullable=True),
        sa.Column("risk_step_id", sa.String(length=32), nullable=True),
        sa.Column("stage_id", sa.String(length=32), nullable=True),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("workshop_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_adjustment_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_adjustment_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["risk_step_id"], ["risk_step.id"], name=op.f("fk_adjustment_risk_step_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_adjustment_stage_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_adjustment_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
    )
    op.create_index(op.f("ix_adjustment_commitment_id"), "adjustment", ["commitment_id"], unique=False)
    op.create_index(op.f("ix_adjustment_relationship_id"), "adjustment", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_adjustment_risk_step_id"), "adjustment", ["risk_step_id"], unique=False)
    op.create_index(op.f("ix_adjustment_stage_id"), "adjustment", ["stage_id"], unique=False)
    op.create_index(op.f("ix_adjustment_workshop_id"), "adjustment", ["workshop_id"], unique=False)
    op.create_table(
        "agenda_item_about",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(length=32), nullable=True),
        sa.Column("risk_step", sa.String(length=32), nullable=True),
        sa.Column("concern", sa.String(length=32), nullable=True),
        sa.Column("opportunity", sa.String(length=32), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment"],
            ["commitment.id"],
            name=op.f("fk_agenda_item_about_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["concern"], ["concern.id"], name=op.f("fk_agenda_item_about_concern"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity"],
            ["opportunity.id"],
            name=op.f("fk_agenda_item_about_opportunity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["agenda_item.id"], name=op.f("fk_agenda_item_about_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["risk_step"], ["risk_step.id"], name=op.f("fk_agenda_item_about_risk_step"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage"], ["stage.id"], name=op.f("fk_agenda_item_about_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item_about")),
    )
    op.create_index(
        op.f("ix_agenda_item_about_commitment"), "agenda_item_about", ["commitment"], unique=False
    )
    op.create_index(op.f("ix_agenda_item_about_concern"), "agenda_item_about", ["concern"], unique=False)
    op.create_index(
        op.f("ix_agenda_item_about_opportunity"), "agenda_item_about", ["opportunity"], unique=False
    )
    op.create_index(op.f("ix_agenda_item_about_owner"), "agenda_item_about", ["owner"], unique=False)
    op.create_index(op.f("ix_agenda_item_about_risk_step"), "agenda_item_about", ["risk_step"], unique=False)
    op.create_index(op.f("ix_agenda_item_about_stage"), "agenda_item_about", ["stage"], unique=False)
    op.create_table(
        "commitment_constraint",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_constraint_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_commitment_constraint_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_constraint")),
    )
    op.create_index(
        op.f("ix_commitment_constraint_commitment_id"),
        "commitment_constraint",
        ["commitment_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_commitment_constraint_relationship_id"),
        "commitment_constraint",
        ["relationship_id"],
        unique=False,
    )
    op.create_table(
        "commitment_depends_on",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment"],
            ["commitment.id"],
            name=op.f("fk_commitment_depends_on_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["commitment.id"], name=op.f("fk_commitment_depends_on_owner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_depends_on")),
    )
    op.create_index(
        op.f("ix_commitment_depends_on_commitment"), "commitment_depends_on", ["commitment"], unique=False
    )
    op.create_index(op.f("ix_commitment_depends_on_owner"), "commitment_depends_on", ["owner"], unique=False)
    op.create_table(
        "commitment_receivers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["commitment.id"], name=op.f("fk_commitment_receivers_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party"], ["party.id"], name=op.f("fk_commitment_receivers_party"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_receivers")),
    )
    op.create_index(op.f("ix_commitment_receivers_owner"), "commitment_receivers", ["owner"], unique=False)
    op.create_index(op.f("ix_commitment_receivers_party"), "commitment_receivers", ["party"], unique=False)
    op.create_table(
        "concern_blocks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(length=32), nullable=True),
        sa.Column("risk_step", sa.String(length=32), nullable=True),
        sa.Column("opportunity", sa.String(length=32), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitment.id"], name=op.f("fk_concern_blocks_commitment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity"],
            ["opportunity.id"],
            name=op.f("fk_concern_blocks_opportunity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["concern.id"], name=op.f("fk_concern_blocks_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["risk_step"], ["risk_step.id"], name=op.f("fk_concern_blocks_risk_step"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stage"], ["stage.id"], name=op.f("fk_concern_blocks_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_blocks")),
    )
    op.create_index(op.f("ix_concern_blocks_commitment"), "concern_blocks", ["commitment"], unique=False)
    op.create_index(op.f("ix_concern_blocks_opportunity"), "concern_blocks", ["opportunity"], unique=False)
    op.create_index(op.f("ix_concern_blocks_owner"), "concern_blocks", ["owner"], unique=False)
    op.create_index(op.f("ix_concern_blocks_risk_step"), "concern_blocks", ["risk_step"], unique=False)
    op.create_index(op.f("ix_concern_blocks_stage"), "concern_blocks", ["stage"], unique=False)
    op.create_table(
        "concern_state",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_state_concern_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_concern_state_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_state")),
    )
    op.create_index(op.f("ix_concern_state_concern_id"), "concern_state", ["concern_id"], unique=False)
    op.create_index(
        op.f("ix_concern_state_relationship_id"), "concern_state", ["relationship_id"], unique=False
    )
    op.create_table(
        "opportunity_waits_for",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(length=32), nullable=True),
        sa.Column("risk_step", sa.String(length=32), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment"],
            ["commitment.id"],
            name=op.f("fk_opportunity_waits_for_commitment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["opportunity.id"], name=op.f("fk_opportunity_waits_for_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["risk_step"],
            ["risk_step.id"],
            name=op.f("fk_opportunity_waits_for_risk_step"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["stage"], ["stage.id"], name=op.f("fk_opportunity_waits_for_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_waits_for")),
    )
    op.create_index(
        op.f("ix_opportunity_waits_for_commitment"), "opportunity_waits_for", ["commitment"], unique=False
    )
    op.create_index(op.f("ix_opportunity_waits_for_owner"), "opportunity_waits_for", ["owner"], unique=False)
    op.create_index(
        op.f("ix_opportunity_waits_for_risk_step"), "opportunity_waits_for", ["risk_step"], unique=False
    )
    op.create_index(op.f("ix_opportunity_waits_for_stage"), "opportunity_waits_for", ["stage"], unique=False)
    op.create_table(
        "repair",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("relationship_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.String(length=32), nullable=True),
        sa.Column("risk_step_id", sa.String(length=32), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("redress", sa.String(), nullable=False),
        sa.Column("safeguard", sa.String(), nullable=False),
        sa.Column("watch_until", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_repair_commitment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["relationship_id"],
            ["relationship.id"],
            name=op.f("fk_repair_relationship_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["risk_step_id"], ["risk_step.id"], name=op.f("fk_repair_risk_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair")),
    )
    op.create_index(op.f("ix_repair_commitment_id"), "repair", ["commitment_id"], unique=False)
    op.create_index(op.f("ix_repair_relationship_id"), "repair", ["relationship_id"], unique=False)
    op.create_index(op.f("ix_repair_risk_step_id"), "repair", ["risk_step_id"], unique=False)
    op.create_table(
        "risk_step_needs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(length=32), nullable=True),
        sa.Column("risk_step", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitment.id"], name=op.f("fk_risk_step_needs_commitment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["risk_step.id"], name=op.f("fk_risk_step_needs_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["risk_step"], ["risk_step.id"], name=op.f("fk_risk_step_needs_risk_step"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_step_needs")),
    )
    op.create_index(op.f("ix_risk_step_needs_commitment"), "risk_step_needs", ["commitment"], unique=False)
    op.create_index(op.f("ix_risk_step_needs_owner"), "risk_step_needs", ["owner"], unique=False)
    op.create_index(op.f("ix_risk_step_needs_risk_step"), "risk_step_needs", ["risk_step"], unique=False)
    op.create_table(
        "risk_step_trusted",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["risk_step.id"], name=op.f("fk_risk_step_trusted_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party"], ["party.id"], name=op.f("fk_risk_step_trusted_party"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_step_trusted")),
    )
    op.create_index(op.f("ix_risk_step_trusted_owner"), "risk_step_trusted", ["owner"], unique=False)
    op.create_index(op.f("ix_risk_step_trusted_party"), "risk_step_trusted", ["party"], unique=False)
    op.create_table(
        "repair_acknowledged_by",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner"], ["repair.id"], name=op.f("fk_repair_acknowledged_by_owner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party"], ["party.id"], name=op.f("fk_repair_acknowledged_by_party"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_acknowledged_by")),
    )
    op.create_index(
        op.f("ix_repair_acknowledged_by_owner"), "repair_acknowledged_by", ["owner"], unique=False
    )
    op.create_index(
        op.f("ix_repair_acknowledged_by_party"), "repair_acknowledged_by", ["party"], unique=False
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stay", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_kind_state", "change", ["kind", "state"], unique=False)
    op.create_table(
        "found",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("relationship_id", sa.String(), nullable=True),
        sa.Column("private", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found")),
    )
    op.create_index(op.f("ix_found_record_id"), "found", ["record_id"], unique=False)
    op.create_index(op.f("ix_found_relationship_id"), "found", ["relationship_id"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_entry_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index(op.f("ix_entry_change_id"), "entry", ["change_id"], unique=False)
    op.create_index(op.f("ix_entry_row_id"), "entry", ["row_id"], unique=False)
    op.execute("CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')")
    op.execute("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
