"""Each figure can say how it was computed, with the very records that went in."""

from __future__ import annotations

from tests.scenarios import FIRST_STAGE, of_stage, of_step, scenario
from trustdesk.measures import explain_program, explain_record, measure
from trustdesk.measures.results import Explanation


def told(explanation: Explanation) -> list[tuple[str, str]]:
    return [(str(name), str(figure)) for name, figure in explanation.inputs]


def test_reliability_names_each_promise_that_counted_and_what_was_known_before() -> None:
    with scenario(half_life_days=100) as story:
        story.change("Anna", known_kept=2, known_on=0)
        story.commitment("Anna", due=50, outcome="kept", closed_on=0, importance=2, compelled=True)
        story.commitment("Anna", due=50, outcome="released")
        story.commitment("Anna", due=95, outcome="late", closed_on=100, told_on=90)
        snapshot = story.snapshot(as_of=100)
    explanation = explain_record.reliability(snapshot, snapshot.parties[0])
    assert told(explanation) == [
        (
            "Promise C1, due 24 February 2026",
            "kept on the day: value 1.00 × weight 2 × 0.50 as contractual × 0.50 left of it",
        ),
        (
            "Promise C3, due 10 April 2026",
            "a little late, told in time: value 0.80 × weight 1 × 1.00 left of it",
        ),
        ("What we knew before", "shown 1.00, broken 0.00"),
    ]
    assert str(explanation.result).startswith("shown 2.30, broken 0.20: expected value 0.73, with 80 %")


def test_kept_on_the_day_is_said_in_plain_words() -> None:
    with scenario() as story:
        story.commitment("Anna", due=50, outcome="kept")
        story.commitment("Anna", due=50)
        snapshot = story.snapshot()
    explanation = explain_record.kept_on_the_day(snapshot, snapshot.parties[0])
    assert (str(explanation.title), str(explanation.result)) == ("Kept on the day: Anna", "1 of 2")
    assert told(explanation)[1] == ("Promise C2, due 24 February 2026", "overdue: counts as missed")


def test_candour_moves_and_notice_name_their_promises() -> None:
    with scenario(half_life_days=0) as story:
        story.commitment("Anna", due=50, outcome="missed", told_on=51, reason_class="other")
        story.commitment("Anna", due=60, outcome="renegotiated", told_on=50, accepted=True)
        snapshot = story.snapshot()
    anna = snapshot.parties[0]
    assert told(explain_record.candour(snapshot, anna)) == [
        ("Promise C1, due 24 February 2026", "told late: value 0.50 × weight 1 × 1.00 left of it"),
        (
            "Promise C2, due 6 March 2026",
            "told in time, without a reason: value 0.50 × weight 1 × 1.00 left of it",
        ),
        ("Missed", "1"),
    ]
    assert str(explain_record.moves(snapshot, anna).result) == "1 of 2"
    notice = explain_record.notice_given(snapshot, anna)
    assert [figure for _, figure in told(notice)] == [
        "told 1 day after it was due",
        "told 10 days before it was due",
    ]
    assert str(notice.result) == "4.5 days"


def test_the_tests_of_a_step_show_their_numbers() -> None:
    with scenario(half_life_days=0) as story:
        story.change("Bert", known_kept=6, known_broken=2)
        story.step("Anna", "Bert", loss=4, gain=4, comfort=3)
        story.step("Anna", "Bert", loss=2, status="merited", planned=300)
        measures, snapshot = story.measures(), story.snapshot()
    step = of_step(measures, "R1")
    evidence = explain_program.evidence_test(snapshot, step)
    assert told(evidence) == [
        ("Loss if let down", "4"),
        ("Gain if trust proves right", "4"),
        ("Needed confidence", "0.50"),
        ("Track record of Bert", "cautious value 0.51, expected value 0.70"),
    ]
    assert str(evidence.result) == "within reach"
    ladder = explain_program.ladder_test(snapshot, step)
    assert (told(ladder)[-1], str(ladder.result)) == (("At most", "3"), "skips a rung")
    willingness = explain_program.willingness_test(snapshot, step)
    assert (told(willingness)[-1], str(willingness.result)) == (("Acceptable today", "3"), "a stretch")


def test_the_criteria_of_a_gate_name_what_they_look_at() -> None:
    with scenario() as story:
        story.commitment("Anna", due=150, must_have=True)
        story.step("Anna", "Bert")
        story.concern(severity=5, blocks="R1")
        story.workshop(40)
        snapshot = story.snapshot()
    stage = of_stage(measure(snapshot), FIRST_STAGE)
    found = [explain_program.criterion(snapshot, stage.stage, one) for one in stage.gate]
    assert [told(one) for one in found] == [
        [("Promise C1, due 4 June 2026", "open")],
        [("Step R1", "planned")],
        [("Concern N1", "severity 5")],
        [("Workshop W1", "14 February 2026")],
    ]
    assert [str(one.result) for one in found] == [
        "not met: 0 of 1 settled; 1 open",
        "not met: trust proved right in 0 of 1; 1 planned",
        "not met: “Concern N1”",
        "met: held on 14 February 2026",
    ]


def test_outlook_giving_and_load_name_their_promises() -> None:
    with scenario() as story:
        story.commitment("Anna", due=110, must_have=True)
        story.commitment("Anna", due=50, outcome="kept", importance=2)
        story.step("Anna", "Bert", loss=4, status="taken")
        measures, snapshot = story.measures(), story.snapshot()
    anna, stage = snapshot.parties[0], measures.stages[0].stage
    outlook = explain_program.outlook_of(snapshot, stage, anna)
    assert told(outlook)[1:] == [("Promise C1, due 25 April 2026", "open")]
    assert told(explain_program.giving(snapshot, anna)) == [
        ("Promise C2, due 24 February 2026", "weight 2"),
        ("Step R1", "loss 4"),
    ]
    load = explain_program.load_of(snapshot, measures.load[0])
    assert str(load.result) == "1 due; the most kept so far 1, not warned about 3"


def test_a_record_s_own_words_are_never_taken_for_a_template() -> None:
    with scenario("{party}", "Bert") as story:
        story.commitment("{party}", due=50, text="{0} {name} %s\nand more", outcome="missed")
        story.step("Bert", "{party}", text="{loss}")
        measures, snapshot = story.measures(), story.snapshot()
    party = snapshot.parties[0]
    assert told(explain_record.reliability(snapshot, party))[0][0].startswith("{0} {name} %s, due")
    assert "{loss}" in str(explain_program.evidence_test(snapshot, measures.risk_steps[0]).title)


def test_a_long_name_is_cut_at_a_word() -> None:
    with scenario() as story:
        story.commitment("Anna", due=99, text="Deliver " + "the goods " * 20)
        warning = story.measures().warnings[0]
    assert "Deliver the goods the goods the goods the goods the goods…” is" in str(warning.text)
