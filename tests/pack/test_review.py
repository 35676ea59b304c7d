import re
from collections.abc import Iterable

import pytest

from tests.pack.conftest import Case
from tests.pack.reading import embedded_fonts, fonts, outline, page_sizes, page_texts, properties
from tests.scenarios import Story, day, scenario
from trustdesk.errors import TrustDeskError
from trustdesk.pack.paper import A4, LETTER
from trustdesk.pack.review import SECTIONS, review
from trustdesk.records import Adjustment, Benefit, Money, Profile
from trustdesk.snapshot import Snapshot

HOSTILE = "<img src=/etc/passwd> & a<b $x^2$ {0} %s"


def text(snapshot: Snapshot, *sections: str) -> str:
    """The words of a pack in one line, without head and foot."""
    return " ".join(" ".join(page_texts(review(snapshot, sections=sections or None).pdf)).split())


def titles(pdf: bytes) -> list[str]:
    """The sections in the outline, without the cover and the contents."""
    found = [title for level, title, _ in outline(pdf) if level == 0]
    return [title for title in found if title not in ("Review pack", "Contents")]


def page_of(pdf: bytes, title: str) -> int:
    return next(page for _, found, page in outline(pdf) if found == title)


def opportunity_worth(story: Story, called: str, worth: dict[str, str]) -> None:
    for party, amount in worth.items():
        benefit = Benefit(
            relationship_id=story.relationship.id,
            opportunity_id=story.called[called].id,
            party_id=story.called[party].id,
            realised=Money.parse(amount),
        )
        story.session.add(benefit)


def test_the_pack_tells_its_parts_in_their_order(chemical: Case) -> None:
    assert titles(review(chemical.snapshot()).pdf) == [
        "In brief",
        "Since last time",
        "What Chemical supplier promised",
        "What Client promised",
        "What got in the way",
        "The next trust step",
        "Concerns and measures",
        "What trust has made possible",
        "The gate of “Plan together”",
        "Agenda and people",
        "How this was worked out, and the words",
        "All promises",
        "The program over time",
    ]


@pytest.mark.parametrize("sheet", [A4, LETTER])
def test_an_executive_has_twelve_pages_to_read_beside_the_contents(chemical: Case, sheet: object) -> None:
    pdf = review(chemical.snapshot(), sheet=A4 if sheet is A4 else LETTER).pdf
    assert page_of(pdf, "All promises") <= 12 + 1 + 1  # the first page after the body and the contents


def test_both_papers_are_printed_and_the_timeline_lies_on_its_side(chemical: Case) -> None:
    a4 = page_sizes(review(chemical.snapshot()).pdf)
    letter = page_sizes(review(chemical.snapshot(), sheet=LETTER).pdf)
    assert set(a4) == {(595, 842), (842, 595)} and a4[-1] == (842, 595)
    assert set(letter) == {(612, 792), (792, 612)}


def test_only_embedded_fonts_are_used(chemical: Case) -> None:
    pdf = review(chemical.snapshot("consultant")).pdf
    assert fonts(pdf) and fonts(pdf) == embedded_fonts(pdf)


def test_the_page_for_the_executive_is_computed_from_the_record(chemical: Case) -> None:
    brief = text(chemical.snapshot(), "summary")
    assert "Stage 4 of 4, “Build together”, runs until 30 April 2027." in brief
    assert (
        "Chemical supplier kept 6 of 8 promises on the day, 1 overdue, 2 of 2 slips told in time, 1 missed. "
        "Client kept 6 of 9 promises on the day, 1 overdue and counted as missed, "
        "1 of 3 slips told in time, 1 missed."
    ) in brief
    assert "told in time; 1 missed, 1 overdue and counted as missed" in brief
    assert "5 promises were closed since 18 June 2026: 4 kept on the day and 1 missed and told." in brief
    assert "Not yet, because “Reserve capacity against the forecast" in brief
    assert "Today, 5 November 2026" in brief
    assert "1. Decide the gate of “Plan together”: go, hold, rework or stop. 2 of 4 criteria met." in brief
    assert "Confirm the outcome of “Freeze orders two weeks ahead, four weeks running”." in brief


def test_the_facts_of_a_side_stand_in_one_line_with_what_it_missed(chemical: Case) -> None:
    promised = text(chemical.snapshot(), "promises")
    assert "6 of 8 kept on the day of all that count so far" in promised
    assert "6 of 9 kept on the day of all that count so far" in promised
    for fact in (
        "1 of 10",
        "1 of 3",
        "1 missed, 1 overdue and counted as missed",
        "2 days",
        "after the day",
        "6 days",
    ):
        assert fact in promised
    assert "Missed; told 11 days ahead" in promised
    assert "20 days overdue: counts as missed until it is closed" in promised
    assert "6 days overdue, not confirmed" in promised
    assert "7 promises closed earlier stand in the full list." in promised


def test_what_happened_since_the_last_workshop_is_listed_and_nothing_before_it(chemical: Case) -> None:
    since = text(chemical.snapshot(), "changes")
    assert "Since “Review of Show and see” on 18 June 2026." in since
    assert "Closed · 5" in since and "Trust steps taken · 2" in since and "Made possible · 1" in since
    assert "Forecasts could reach a competitor" in since
    assert "Send the list of the last ten delivery failures" not in since


def test_a_workshop_of_the_day_itself_is_not_the_last_one(chemical: Case) -> None:
    since = text(chemical.snapshot(as_of=day(164)), "changes")  # 18 June 2026
    assert "Since “Review of Speak openly” on 12 March 2026." in since


def test_what_moved_is_told_with_its_reason() -> None:
    with scenario() as story:
        story.workshop(10)
        story.commitment("Anna", due=60, promised_on=0, text="Send the plan")
        story.session.add(
            Adjustment(
                relationship_id=story.relationship.id,
                commitment_id=story.called["C1"].id,
                moved_from=day(30),
                moved_to=day(60),
                why="The audit ends later",
                decided_on=day(20),
            )
        )
        since = text(story.snapshot(as_of=40), "changes")
    assert "Moved, and why · 1" in since
    assert "from 4 Feb 2026 to 6 Mar 2026 The audit ends later" in since


def test_many_kept_promises_are_counted_and_the_others_are_all_named() -> None:
    with scenario() as story:
        story.workshop(1)
        for number in range(30):
            story.commitment("Anna", due=10 + number, outcome="kept", text=f"Kept {number:02d}")
        story.commitment("Anna", due=45, outcome="missed", text="Forgot the sample")
        since = text(story.snapshot(), "changes")
    assert "Closed · 31" in since and "Forgot the sample" in since
    assert "and 17 more, listed with the promises" in since
    assert since.count("Kept ") == 13


def test_the_step_says_in_words_why_not_yet_and_what_it_needs(chemical: Case) -> None:
    step = text(chemical.snapshot(), "step")
    assert "Client takes the risk and relies on Chemical supplier." in step
    assert "Not yet, because" in step and "1 more point stands against it." in step
    assert "pays if trust proves right in 53 of 100 cases" in step
    assert "Skips a rung. Client puts 9 of 10 at risk; the next rung is 8." in step
    assert "Strains willingness. Client finds 4 of 10 acceptable today; this is 5 points more." in step
    assert "Or a smaller step comes first, with no more than 7 of 10 to lose for the same gain." in step


def test_a_step_that_the_record_bears_is_said_to_be_supported() -> None:
    with scenario() as story:
        for number in range(20):
            story.commitment("Bert", due=number, outcome="kept")
        story.step("Anna", "Bert", planned=120, loss=2, gain=6, comfort=1)
        words = text(story.snapshot(), "step")
    assert "The record supports this step, and what it needs is in place." in words
    assert "Within reach." in words and "smaller step" not in words


def test_concerns_carry_the_number_of_the_chart_whatever_else_is_hidden() -> None:
    with scenario() as story:
        story.concern(text="Hidden worry", severity=5, likelihood=5, audience="consultant", ref="N77")
        story.concern(text="Small worry", severity=1, likelihood=1, ref="N88")
        story.concern(text="Large worry", severity=4, likelihood=4, ref="N99", measure="Meet both")
        concerns = text(story.snapshot(), "concerns")
    assert "1 Large worry" in concerns and "2 Small worry" in concerns
    assert "Hidden" not in concerns and "N88" not in concerns
    assert "No measure agreed yet" in concerns


def test_what_was_realised_is_summed_for_each_side_and_never_for_both() -> None:
    with scenario() as story:
        story.opportunity(text="Shared planning", status="realised", realised_on=30)
        story.opportunity(text="Less stock", status="realised", realised_on=40)
        story.opportunity(text="A joint offer", waits_for=(story.step("Anna", "Bert", planned=300),))
        opportunity_worth(story, "O1", {"Anna": "EUR 30", "Bert": "EUR 12"})
        opportunity_worth(story, "O2", {"Anna": "EUR 1,000.50"})
        benefits = text(story.snapshot(), "benefits")
    assert "EUR 1,030.50" in benefits and "EUR 12" in benefits
    assert "EUR 42" not in benefits and "1,042.50" not in benefits
    assert "Realised · 2" in benefits and "Still waiting · 1" in benefits
    assert "the trust step “Step R1”" in benefits


def test_the_gate_has_boxes_a_decision_and_a_line_for_every_sponsor(chemical: Case) -> None:
    gate = text(chemical.snapshot(), "gate")
    assert "Not met: 3 of 4 settled; 1 open" in gate
    for box in ("Go", "Hold", "Rework", "Stop"):
        assert box in gate
    assert "European operations director" in gate and "Chief operating officer" in gate
    assert "The gate of “Build together”" in gate and "to be decided on 30 April 2027" in gate
    assert "No verdict is written down for the earlier gates, “Speak openly” and “Show and see”." in gate


def test_a_running_stage_without_an_earlier_gate_is_decided_on_its_own_page() -> None:
    with scenario() as story:
        gate = text(story.snapshot(), "gate")
    assert "The gate of “First stage”" in gate
    assert "Anna Day Bert Day" in gate  # free lines to sign on


def test_a_verdict_that_was_written_down_asks_for_no_other() -> None:
    with scenario() as story:
        story.change("First stage", ends=50, verdict="go", verdict_on=55, verdict_by="Anna and Bert")
        snapshot = story.snapshot()
        assert "No gate is to be decided now." in text(snapshot, "gate")
        assert "Gate: go" in text(snapshot, "summary")


def test_an_agenda_is_proposed_in_three_blocks_where_none_was_written(chemical: Case) -> None:
    agenda = text(chemical.snapshot(), "agenda")
    assert agenda.index("Achieved?") < agenda.index("Adjust") < agenda.index("Recognise")
    assert "Proposed from the record" in agenda
    assert "Chemical supplier told 11 days ahead that" in agenda


def test_the_method_note_prints_the_settings_of_this_relationship_and_its_limits() -> None:
    with scenario(half_life_days=77, rung=4) as story:
        method = text(story.snapshot(), "method")
    assert "Days after which the past counts half: 77" in method
    assert "Points of loss a trust step may add to the last: 4" in method
    assert "A record of what was kept is not trust. People decide." in method
    assert "No study says" in method and "laboratories" in method


def test_the_full_list_is_left_out_where_the_sides_show_every_promise() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="kept")
        assert "All promises" not in titles(review(story.snapshot()).pdf)
        story.change("First stage", ends=30)
        story.stage("Second stage", starts=31, ends=400)
        story.workshop(60)
        assert "All promises" in titles(review(story.snapshot()).pdf)


def test_what_is_disputed_or_not_confirmed_is_said() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="kept", confirmed="disputed")
        story.commitment("Anna", due=21, outcome="kept", confirmed="no")
        promised = text(story.snapshot(), "promises")
        decisions = text(story.snapshot(), "summary")
    assert "disputed: does not count until it is settled" in promised
    assert "not confirmed yet" in promised and "A thin ring around a mark" in promised
    assert "0 of 1 kept on the day" not in promised and "1 of 1" in promised
    assert "Agree on the outcome of “Promise C1”, which is disputed." in decisions


def test_an_empty_relationship_says_calmly_what_belongs_where() -> None:
    with scenario() as story:
        document = review(story.snapshot(as_of=3))
    words = " ".join(" ".join(page_texts(document.pdf)).split())
    assert document.pages <= 7
    assert "No promise has come due yet" in words
    assert "What Anna promises, with a day and a test, will stand here." in words
    assert "No trust step is planned yet." in words
    assert "No concern has been voiced yet." in words


def test_a_heading_is_on_the_page_of_what_it_heads() -> None:
    with scenario() as story:
        pdf = review(story.snapshot(as_of=3)).pdf
    pages = page_texts(pdf)
    for _, title, page in outline(pdf):
        assert title in pages[page - 1].replace("\n", " ")


def test_three_sides_in_three_alphabets_are_all_there() -> None:
    names = ("Завод «Прогресс»", "Ελληνική Μεταφορών", "Kälte & Söhne <GmbH>")
    with scenario(*names, name="Δίκτυο & <b>net</b>") as story:
        for giver in names:
            story.commitment(giver, due=20, outcome="kept", text=HOSTILE)
        story.step(names[0], names[1:], planned=200)
        document = review(story.snapshot())
    words = " ".join(" ".join(page_texts(document.pdf)).split())
    for name in names:
        assert f"What {name} promised" in titles(document.pdf)
    assert HOSTILE in words and "Δίκτυο & <b>net</b>" in words
    assert "For all parties" in words
    assert f"relies on {names[1]} and {names[2]}" in words
    assert document.unprintable == ()


def test_very_long_words_are_printed_whole() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="missed", frank_reason="delay " * 900, told_on=19)
        story.concern(text="worry " * 1500)
        words = text(story.snapshot())
    assert words.count("worry") >= 1500
    assert words.count("delay") >= 900


def test_only_the_sections_asked_for_are_printed_and_in_the_order_of_the_pack(chemical: Case) -> None:
    pdf = review(chemical.snapshot(), sections=["method", "summary"]).pdf
    assert titles(pdf) == ["In brief", "How this was worked out, and the words"]


def test_a_section_that_is_none_is_refused_with_the_names_there_are(chemical: Case) -> None:
    with pytest.raises(TrustDeskError, match="no section “gates”") as refused:
        review(chemical.snapshot(), sections=["gates"])
    assert all(name in str(refused.value) for name in SECTIONS)


def test_a_pack_is_a_draft_until_the_workshop_of_its_day_is_issued() -> None:
    with scenario() as story:
        story.workshop(50)
        assert "Draft" in text(story.snapshot(as_of=50))
        story.change("Workshop W1", issued_on=52)
        assert "Issued 26 February 2026" in text(story.snapshot(as_of=52))
        assert "Draft" in text(story.snapshot(as_of=50))
        assert "Draft" in text(story.snapshot(as_of=60))


def test_the_consultant_stands_on_the_cover_and_in_the_properties() -> None:
    with scenario(name="Arden and Vale") as story:
        story.session.add(Profile(name="N. Okafor", firm="Okafor & Co"))
        document = review(story.snapshot())
    assert "N. Okafor, Okafor & Co" in page_texts(document.pdf)[0]
    assert properties(document.pdf)["Author"] == "N. Okafor, Okafor & Co"
    assert properties(document.pdf)["Title"] == "Review pack – Arden and Vale"


def story_of_a_year() -> Iterable[bytes]:
    with scenario() as story:
        story.workshop(5)
        for number in range(12):
            giver = ("Anna", "Bert")[number % 2]
            outcome = (None, "kept", "missed", "late")[number % 4]
            story.commitment(giver, due=10 + 7 * number, outcome=outcome, ref=f"Z{number}")
        story.step("Anna", "Bert", planned=200, loss=4, gain=4)
        story.concern(severity=3, likelihood=2)
        for audience in ("joint", "Anna", "consultant"):
            yield review(story.snapshot(audience)).pdf


def test_the_same_story_gives_the_same_bytes_whatever_ids_it_has() -> None:
    assert list(story_of_a_year()) == list(story_of_a_year())


def test_no_reference_of_a_record_is_printed_for_the_parties(chemical: Case) -> None:
    words = text(chemical.snapshot())
    assert not re.findall(r"\b[CRNO]\d{1,2}\b", words)


def test_the_gate_that_is_printed_for_signature_is_among_the_decisions_wanted() -> None:
    with scenario() as story:
        story.change("First stage", ends=110)
        snapshot = story.snapshot()
    assert "Decide the gate of “First stage”, which ends on 25 April 2026" in text(snapshot, "summary")
    assert "Go Hold Rework Stop" in text(snapshot, "gate")


def test_one_promise_to_settle_is_named_and_of_several_it_is_said_where_they_stand() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90, text="Send the drawings")
        assert "Settle “Send the drawings”, which is past its day" in text(story.snapshot(), "summary")
        story.commitment("Bert", due=95)
        several = text(story.snapshot(), "summary")
    assert "Settle 2 promises that are past their day: kept by when, moved or released." in several
    assert "They stand among what Anna and Bert promised." in several


def test_promises_to_settle_are_counted_as_the_record_page_counts_what_is_overdue() -> None:
    with scenario() as story:
        story.commitment("Anna", due=90)
        story.commitment("Bert", due=95, audience="consultant")
        measures = story.measures("consultant")
        own, both = text(story.snapshot("consultant"), "summary"), text(story.snapshot(), "summary")
    assert f"Settle {len(measures.overdue)} promises that are past their day" in own
    assert "1 of them is not shared with all it concerns, so it does not count." in own
    assert "Settle “Promise C1”, which is past its day" in both and "not shared" not in both


def test_the_page_for_the_executive_is_one_page_whatever_is_to_be_told() -> None:
    long = "A name that goes on and on about many things"
    with scenario(*(f"{long} {number}" for number in range(5))) as story:
        for number in range(8):
            story.stage(f"{long}, stage {number}", starts=10 * number, ends=10 * number + 9)
            story.commitment(f"{long} 0", due=90, outcome="missed")
            story.commitment(f"{long} 1", due=91, outcome="kept", confirmed="no")
            story.concern(text=f"{long} {number}", severity=5)
        story.commitment(f"{long} 2", due=92, outcome="kept", confirmed="disputed")
        story.step(f"{long} 0", f"{long} 1", planned=200, loss=9, text=long)
        for sheet in (A4, LETTER):
            document = review(story.snapshot(), sheet=sheet, sections=["summary"])
            assert document.pages == 2  # the cover, and the page itself
            assert "Decide the gate" in " ".join(page_texts(document.pdf)[1].split())


def test_before_its_day_a_worth_is_not_yet_realised_nor_confirmed() -> None:
    with scenario() as story:
        story.opportunity(text="Shared planning", status="realised", realised_on=50)
        opportunity_worth(story, "O1", {"Anna": "EUR 30"})
        before, after = (text(story.snapshot(as_of=day), "benefits") for day in (49, 50))
    assert "Still waiting · 1" in before and "EUR 30" not in before
    assert "realised EUR 30" in after


def test_what_counts_as_missed_says_so_where_its_outcome_is_another() -> None:
    with scenario() as story:
        told = {"misrepresented": True, "acknowledged_on": 30, "repaired_on": 40}
        story.commitment("Anna", due=20, outcome="partly", fraction=0.5, **told)
        story.commitment("Anna", due=20, outcome="renegotiated", told_on=20, accepted=True)
        story.commitment("Anna", due=20, outcome="late", closed_on=90)
        for section in ("promises", "obstacles"):
            words = text(story.snapshot(), section)
            assert "counted as missed: misrepresented, made good on 14 Feb 2026" in words
            assert "counted as missed: moved too late, or not accepted" in words
            assert "counted as missed: too late" in words


def test_a_gate_says_what_is_still_to_come_and_that_this_is_its_review() -> None:
    with scenario() as story:
        story.criterion("steps_merited")
        story.criterion("in_words", words="Both have signed")
        story.criterion("review_held")
        story.step("Anna", "Bert", planned=200)
        story.step("Anna", "Bert", planned=20, taken=20, status="taken")
        story.workshop(110)
        gate = text(story.snapshot(), "gate")
    assert "Not met: trust proved right in 0 of 2; 1 under way; 1 planned" in gate
    assert "Not ticked yet" in gate and "Not met: not" not in gate
    assert "This workshop" in gate and "Cannot be told" not in gate


def test_the_states_of_a_concern_are_explained_among_the_words() -> None:
    with scenario() as story:
        method = text(story.snapshot(), "method")
    for state in ("Unspoken:", "Voiced:", "Precise:", "Addressed:"):
        assert state in method
    assert "of all that count so far: not what was moved in good time" in method


def test_an_overdue_promise_never_looks_like_one_that_has_time() -> None:
    with scenario() as story:
        story.workshop(50)
        story.commitment("Anna", due=90, promised_on=60, text="Name the planner")
        story.commitment("Anna", due=110, promised_on=60, text="Open the dock")
        story.opportunity(waits_for=("C1", "C2"))
        snapshot = story.snapshot()
    since = text(snapshot, "changes")
    assert "Newly promised, by when · 2" in since
    assert since.count("10 days overdue") == 1
    benefits = text(snapshot, "benefits")
    assert "“Name the planner”: 10 days overdue" in benefits and "“Open the dock”: open" in benefits


def test_what_is_told_after_the_day_is_not_called_notice() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="missed", told_on=30)
        words = text(story.snapshot(), "promises")
    assert "usually told after the day" in words and "usual notice after" not in words


def test_the_full_list_is_in_the_order_of_the_due_days() -> None:
    with scenario() as story:
        story.change("First stage", ends=30)
        story.stage("Second stage", starts=31, ends=400)
        story.workshop(60)
        for due, name in ((20, "The second"), (25, "The third"), (10, "The first")):
            story.commitment("Anna", due=due, outcome="kept", text=name)
        words = text(story.snapshot(), "register")
    assert words.index("The first") < words.index("The second") < words.index("The third")


def test_no_line_of_a_cover_ends_with_a_sign_that_divides() -> None:
    with scenario() as story:
        story.workshop(
            120, title="Review of planning on the same figures", place="The training room, 2nd floor"
        )
        cover = page_texts(review(story.snapshot(), sections=["summary"]).pdf)[0]
    assert not [line for line in cover.splitlines() if line.rstrip().endswith("·")]
