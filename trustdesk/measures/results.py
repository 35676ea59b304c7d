"""What is measured: the plain, frozen shapes that screens, charts, packs and the command line read.

Everything of one relationship hangs on `Measures`. Records are those of the snapshot; parties are the keys of
mappings by their id. Whatever there is nothing to compute from is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from trustdesk.measures.evidence import Evidence
from trustdesk.records import Commitment, GateCriterion, Party, RiskStep, Stage
from trustdesk.words import N_, Text

WITHIN_REACH: Final = N_("within reach")
A_STRETCH: Final = N_("a stretch")
TOO_FAR: Final = N_("too far now")

NEXT_RUNG: Final = N_("next rung")
SKIPS_A_RUNG: Final = N_("skips a rung")

NO_STRETCH: Final = N_("no stretch")
STRAINS: Final = N_("strains willingness")
NOT_STATED: Final = N_("not stated")

GO: Final = N_("go")
GO_WITH_CARE: Final = N_("go with care")
HOLD: Final = N_("hold")

UPCOMING: Final = N_("upcoming")
RUNNING: Final = N_("running")
ENDED: Final = N_("ended")


@dataclass(frozen=True)
class Ppc:
    """Percent plan complete: promises kept on the promised day, of all that were trials."""

    kept: int
    due: int

    @property
    def value(self) -> float | None:
        """The share kept, 0 to 1; None where nothing was due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True)
class Moved:
    """How many promises were moved, of all that were given."""

    moved: int
    of: int


@dataclass(frozen=True)
class PartyMeasures:
    """The record of one party on the day.

    `reliability` holds what was known before the relationship (`starting`, after its decay) as well;
    `track` is reliability and merit together. The `*_trials` count the cases behind a record, `missed` the
    promises that count as missed (overdue ones included), `moved` the promises that were moved. `overdue` are
    the open promises past their day, `lapsed` those of them that count as missed; `told_in_time` are the
    cases of candour told on or before the day. `candour_listed` says that the cases are too few for a bar and
    are listed instead.
    """

    party: Party
    reliability: Evidence
    starting: Evidence
    candour: Evidence
    merit: Evidence
    track: Evidence
    reliability_trials: int
    candour_trials: int
    merit_trials: int
    missed: int
    overdue: int
    lapsed: int
    told_in_time: int
    ppc: Ppc
    moved: Moved
    notice_days_median: float | None
    share_forewarned: float | None
    standing_misrepresentation: bool
    candour_listed: bool


@dataclass(frozen=True)
class CriterionMeasure:
    """One criterion of a gate: met, not met or (None) cannot tell, and the figure behind it.

    `criterion` is one of `records.stages.CRITERIA`, `record` where it was asked for by the stage.
    """

    criterion: str
    met: bool | None
    figure: Text
    record: GateCriterion | None = None


@dataclass(frozen=True)
class StageMeasures:
    """A stage on the day: where it stands by its dates, what became of its promises, its gate, the outlook.

    `outcomes` counts the promises by outcome, the open ones under `open`; every outcome has its key.
    `outlook` is, by party id, the chance (0 to 1) that the party keeps all its open must-have promises of the
    stage on time if past behaviour continues; None where none is left to keep.
    """

    stage: Stage
    status: str
    outcomes: Mapping[str, int]
    gate: tuple[CriterionMeasure, ...]
    outlook: Mapping[str, float | None]


@dataclass(frozen=True)
class ReadinessPoint:
    """One point that has to be in place before a risk step: met, not met or (None) not recorded, and why.

    `point` is one of `prerequisite`, `security`, `safeguard`, `concerns`, `misrepresentation`, `sponsor`;
    `about` the id of the record it is about, if there is one.
    """

    point: str
    ok: bool | None
    cause: Text
    about: str | None = None


@dataclass(frozen=True)
class StepMeasures:
    """A risk step tested on a day: its three tests with their numbers, readiness and the advice.

    `weakest` is the trusted party whose track record counted, `track` that record without the step's own
    merit, `cautious` its 10% quantile. `evidence`, `ladder`, `willingness` and `advice` are words of this
    module; each is None where loss or gain is not stated (`willingness` is "not stated" then), except that a
    failed readiness point means hold all the same. `rung` is the largest loss that is still the next rung,
    `stretch` loss less comfort. `same_kind` are the concluded steps that exposed the same and relied on one
    of the same parties. `why` says in one sentence each what the advice rests on.
    """

    step: RiskStep
    day: date
    needed_confidence: float | None
    weakest: Party | None
    track: Evidence | None
    cautious: float | None
    evidence: str | None
    rung: int
    ladder: str | None
    stretch: int | None
    willingness: str
    readiness: tuple[ReadinessPoint, ...]
    advice: str | None
    why: tuple[Text, ...]
    same_kind: tuple[RiskStep, ...]

    @property
    def ready(self) -> bool:
        """Whether no readiness point fails; one that is not recorded does not fail."""
        return all(point.ok is not False for point in self.readiness)


@dataclass(frozen=True)
class CommitmentMeasures:
    """A promise on the day: `mark` names its mark in `trustdesk.style.marks`, notice is in days before due.

    `days_overdue` counts the days an open promise is past due, 0 otherwise. `heard` says whether its
    receivers may see it, and so whether it counts.
    """

    commitment: Commitment
    giver: Party | None
    mark: str
    notice_days: int | None
    days_overdue: int
    heard: bool

    @property
    def overdue(self) -> bool:
        """Whether it is open and past its day."""
        return self.days_overdue > 0


@dataclass(frozen=True)
class Reciprocity:
    """What one party gave: the weight of the promises it kept, and the loss it risked in its steps."""

    kept_weight: float
    exposure_taken: float


@dataclass(frozen=True)
class Load:
    """Open promises of a party or an owner (`about`, an id) that fall due in the next 30 days.

    `most_kept` is the most that were kept in any 30 days so far, `limit` what is not warned about.
    """

    about: str
    due_soon: int
    most_kept: int
    limit: int

    @property
    def too_much(self) -> bool:
        """Whether more is promised than was ever managed."""
        return self.due_soon > self.limit


@dataclass(frozen=True)
class Warning_:  # noqa: N801 - Warning is a word of the language
    """Something to look at: a code, the id of the record it is about, and the words."""

    code: str
    about: str
    text: Text


@dataclass(frozen=True)
class Measures:
    """All measures of one relationship, for one audience, on one day."""

    name: str
    as_of: date
    audience: str
    parties: tuple[PartyMeasures, ...]
    stages: tuple[StageMeasures, ...]
    risk_steps: tuple[StepMeasures, ...]
    commitments: tuple[CommitmentMeasures, ...]
    reciprocity: Mapping[str, Reciprocity]
    load: tuple[Load, ...]
    warnings: tuple[Warning_, ...]

    @cached_property
    def by_commitment(self) -> Mapping[str, CommitmentMeasures]:
        """What is measured of each promise, by its id."""
        return {measured.commitment.id: measured for measured in self.commitments}

    @cached_property
    def overdue(self) -> tuple[CommitmentMeasures, ...]:
        """The open promises past their day: all that may be seen, also those that do not count."""
        return tuple(measured for measured in self.commitments if measured.overdue)


@dataclass(frozen=True)
class Explanation:
    """How one figure was computed: in words, with everything that went into it."""

    title: Text
    formula: Text
    inputs: tuple[tuple[Text, Text], ...]
    result: Text
