import pytest

from trustdesk.measures.evidence import CAUTIOUS, Evidence
from trustdesk.measures.step_words import affordable_loss, promises_until


@pytest.mark.parametrize(
    ("record", "needed"), [(Evidence(6, 2), 2 / 3), (Evidence(3, 1), 0.5), (Evidence(), 0.75)]
)
def test_as_many_promises_as_are_named_and_no_fewer_bring_a_step_within_reach(
    record: Evidence, needed: float
) -> None:
    more = promises_until(record, needed)
    assert more is not None
    assert (record + Evidence(more, 0)).quantile(CAUTIOUS) >= needed
    assert (record + Evidence(more - 1, 0)).quantile(CAUTIOUS) < needed


def test_a_number_of_promises_beyond_reason_is_no_advice() -> None:
    assert promises_until(Evidence(0, 40), 0.9) is None


@pytest.mark.parametrize(
    ("confidence", "gain", "loss"), [(0.5, 6, 6), (0.75, 3, 9), (2 / 3, 4, 8), (0.2, 3, 0), (1.0, 5, 10)]
)
def test_the_affordable_loss_pays_just_still(confidence: float, gain: int, loss: int) -> None:
    assert affordable_loss(confidence, gain) == loss
