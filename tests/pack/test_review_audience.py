import re

import pytest

from tests.pack.conftest import Case
from tests.pack.reading import page_texts
from tests.scenarios import scenario
from trustdesk.pack.review import SECTIONS, review
from trustdesk.snapshot import Snapshot


def pages(snapshot: Snapshot, *sections: str) -> list[str]:
    pdf = review(snapshot, sections=sections or None).pdf
    return [" ".join(page.split()) for page in page_texts(pdf)]


@pytest.mark.parametrize(
    ("audience", "named"),
    [
        ("joint", "For both parties"),
        ("Client", "For Client only"),
        ("consultant", "For the consultant only: not for the client"),
    ],
)
def test_every_page_names_who_may_read_it(chemical: Case, audience: str, named: str) -> None:
    for page in pages(chemical.snapshot(audience)):
        assert named in page


@pytest.mark.parametrize(
    ("audience", "across"), [("Client", "For Client only"), ("consultant", "Not for the client")]
)
def test_a_pack_that_is_not_for_all_says_so_across_each_page(
    chemical: Case, audience: str, across: str
) -> None:
    for page in pages(chemical.snapshot(audience)):
        assert len(re.findall(across, page, re.IGNORECASE)) >= 2


def test_expected_values_intervals_and_outlook_are_no_part_of_a_pack_for_the_parties(chemical: Case) -> None:
    for audience in ("joint", "Client"):
        words = " ".join(pages(chemical.snapshot(audience)))
        for figure in (
            "Expected value",
            "95% interval",
            "not yet known",
            "If the past continues",
            "knew before",
        ):
            assert figure not in words


def test_the_figures_are_there_for_the_consultant_and_for_who_asks(chemical: Case) -> None:
    for printed in (
        pages(chemical.snapshot("consultant")),
        pages(chemical.snapshot(), "figures"),
    ):
        words = " ".join(printed)
        for figure in (
            "Expected value",
            "95% interval",
            "not yet known",
            "If the past continues",
            "knew before",
        ):
            assert figure in words


def test_few_cases_of_frankness_are_listed_and_never_without_the_number_missed() -> None:
    with scenario(few_trials=3) as story:
        story.commitment("Anna", due=20, outcome="missed", told_on=18, reason_class="forgotten")
        for number in range(3):
            story.commitment("Bert", due=20 + number, outcome="late", text=f"Bert's {number}")
        words = " ".join(pages(story.snapshot(), "figures"))
    assert "Fewer than 3 slips of a side are listed instead of drawn." in words
    assert "Anna · 1 missed" in words and "told in time, with a reason" in words
    assert "3 slips; 0 missed" in words
    assert "Bert's 1" not in words  # drawn, not listed


def test_the_two_sides_are_never_one_figure(chemical: Case) -> None:
    words = re.sub(r"page \d+ of \d+", "", " ".join(pages(chemical.snapshot(), *SECTIONS)))
    assert "12 of 17" not in words  # what both kept, of all that came due


def test_influence_stance_and_politics_are_the_consultants_alone() -> None:
    with scenario() as story:
        story.person("Mara Quist", "Anna", influence=5, stance="opposes", politics="Wants to be asked")
        for audience in ("joint", "Anna", "Bert"):
            words = " ".join(pages(story.snapshot(audience), *SECTIONS))
            assert "Mara Quist" in words
            assert "opposes" not in words and "Influence" not in words and "Wants to be asked" not in words
        own = " ".join(pages(story.snapshot("consultant")))
    assert "Influence: 5 · Stance: opposes · Politics: Wants to be asked" in own


def test_what_others_do_not_see_is_listed_for_who_sees_it_and_for_nobody_else() -> None:
    with scenario() as story:
        story.concern(text="We may sell the plant", raised_by="Anna", audience="Anna")
        story.concern(text="They fear a sale", audience="consultant", told_by="the driver")
        joint = " ".join(pages(story.snapshot(), *SECTIONS))
        anna = " ".join(pages(story.snapshot("Anna")))
        bert = " ".join(pages(story.snapshot("Bert"), *SECTIONS))
        own = " ".join(pages(story.snapshot("consultant")))
    for words in (joint, bert):
        assert "sell the plant" not in words and "fear a sale" not in words and "do not see" not in words
    assert "What the others do not see" in anna
    assert "Concern, read by Anna We may sell the plant" in anna and "fear a sale" not in anna
    assert "Concern, read by consultant They fear a sale" in own and "Told by: the driver" in own


def test_a_misrepresentation_is_the_consultants_until_both_acknowledge_it() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="kept", misrepresented=True)
        assert "misrepresented" not in " ".join(pages(story.snapshot()))
        assert "misrepresented, not made good yet" in " ".join(pages(story.snapshot("consultant")))
        story.change("C1", acknowledged_on=40)
        joint = " ".join(pages(story.snapshot()))
    assert "misrepresented, not made good yet" in joint
    assert "Agree how what Anna misrepresented is made good." in joint


def test_a_note_to_oneself_is_marked_as_not_counting() -> None:
    with scenario() as story:
        story.commitment("Anna", due=20, outcome="kept", text="Brief our sales team", audience="Anna")
        assert "Brief our sales team" not in " ".join(pages(story.snapshot()))
        own = " ".join(pages(story.snapshot("Anna"), "promises"))
    assert "Brief our sales team" in own
    assert "not shared with all it concerns: does not count" in own


def test_nothing_private_changes_a_byte_of_what_others_get() -> None:
    def joint(private: bool) -> bytes:
        with scenario() as story:
            story.commitment("Anna", due=20, outcome="late", text="Send the plan")
            if private:
                story.commitment("Anna", due=5, outcome="missed", audience="Anna")
                story.concern(text="x", severity=5, likelihood=5, audience="consultant")
                story.workshop(30, title="Among ourselves", audience="Bert")
                story.step("Anna", "Bert", audience="Anna")
            story.concern(text="A worry", severity=2, likelihood=2)
            story.workshop(60, title="The review")
            return review(story.snapshot(), sections=SECTIONS).pdf

    assert joint(private=True) == joint(private=False)


def test_time_alone_is_said_to_age_the_evidence_and_never_to_improve_it() -> None:
    with scenario(half_life_days=30) as story:
        story.commitment("Anna", due=5, outcome="missed")
        words = " ".join(pages(story.snapshot(as_of=400), *SECTIONS))
    assert "The evidence about Anna is ageing" in words
    assert "improve" not in words


def test_no_pack_speaks_of_a_trust_score(chemical: Case) -> None:
    for audience in ("joint", "Client", "consultant"):
        assert "score" not in " ".join(pages(chemical.snapshot(audience), *SECTIONS)).casefold()


def test_what_was_told_in_confidence_says_so_to_who_reads_it_alone() -> None:
    with scenario() as story:
        story.concern(text="They fear a sale", audience="consultant", may_be_used="no")
        story.concern(text="The dock is too small", may_be_used="ask")
        own, joint = (" ".join(pages(story.snapshot(who), "concerns")) for who in ("consultant", "joint"))
    assert "They fear a sale Told in confidence: do not use" in own
    assert "The dock is too small Told in confidence: ask before using" in own
    assert "in confidence" not in joint
