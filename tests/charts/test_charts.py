import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as FigureText

from tests.charts.programs import TODAY, Program, maker, program
from tests.scenarios import scenario
from trustdesk.charts import CHARTS, Chart, Look
from trustdesk.measures import measure
from trustdesk.measures.ledger import ledger
from trustdesk.measures.results import HOLD
from trustdesk.measures.trials import counting
from trustdesk.records import Commitment, Concern, Party, RiskStep, Stage, Workshop
from trustdesk.style.palette import DARK, LIGHT, PRINT

HOSTILE = "_under $x_1^ {brace} %s <b>&\\frac \u202e\x07"
LOOKS = {
    "print": Look(),
    "light": Look(palette=LIGHT, width=9.375, height=5.2),
    "dark": Look(palette=DARK, width=9.375, height=5.2),
    "small": Look(palette=PRINT, width=4.2, height=1.5, margin=0),
}


@pytest.fixture(scope="module")
def usual() -> Program:
    return program()


@pytest.fixture(scope="module")
def many() -> Program:
    return program(300, steps=16, concerns=40)


@pytest.fixture(scope="module")
def hostile() -> Program:
    names = (HOSTILE, "Северная компания с очень длинным названием " * 5, "Αθήνα Logistics")
    return program(60, parties=names, texts=(HOSTILE, "Отправить отчёт о запасах " * 20), known=(3, 1))


def drawn(name: str, of: Program, look: Look | None = None) -> Chart:
    return CHARTS[name](of.snapshot, of.measures, look)


def words(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.findobj(FigureText)]


def boxes(chart: Chart) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every text with the box it fills, in pixels, as the renderer measures it."""
    canvas = FigureCanvasAgg(chart.figure)
    renderer = canvas.get_renderer()
    texts = chart.figure.findobj(FigureText)
    found = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    return [(said, (box.x0, box.y0, box.x1, box.y1)) for said, box in found]


def records(chart: Chart) -> set[str]:
    return {spot.record for spot in chart.ids}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_what_it_shows(name: str, usual: Program):
    chart = drawn(name, usual)
    assert chart.title and words(chart)[0] in chart.title
    assert chart.alt.endswith(".")
    assert chart.data.rows
    assert all(len(row) == len(chart.data.header) for row in chart.data.rows)


@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_program_gets_one_calm_sentence(name: str):
    made = maker()
    made.add(Party, name="A")
    made.add(Party, name="B")
    chart = drawn(name, made.finish())
    assert chart.alt.endswith(".")
    assert 2 <= len(words(chart)) <= 3
    assert not chart.data.rows
    assert not chart.ids


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", CHARTS)
def test_hostile_names_are_only_names(name: str, look: str, hostile: Program):
    chart = drawn(name, hostile, LOOKS[look])
    FigureCanvasAgg(chart.figure).draw()
    assert not any(text.get_parse_math() for text in chart.figure.findobj(FigureText))
    assert not any("\u202e" in said or "\x07" in said for said in words(chart))


@pytest.mark.parametrize("which", ["usual", "many", "hostile"])
@pytest.mark.parametrize("look", ["print", "light"])
@pytest.mark.parametrize("name", CHARTS)
def test_no_words_lie_on_other_words_or_outside_the_figure(
    name: str, look: str, which: str, request: pytest.FixtureRequest
):
    chart = drawn(name, request.getfixturevalue(which), LOOKS[look])
    wide, tall = chart.figure.bbox.width, chart.figure.bbox.height
    found = boxes(chart)
    for said, (x0, y0, x1, y1) in found:
        assert x0 > -2 and y0 > -2 and x1 < wide + 2 and y1 < tall + 2, said
    for n, (said, (x0, y0, x1, y1)) in enumerate(found):
        for other, (a0, b0, a1, b1) in found[n + 1 :]:
            across, up = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
            assert across < 2 or up < 3, (said, other)


@pytest.mark.parametrize("name", CHARTS)
def test_what_is_drawn_lies_inside_the_figure(name: str, many: Program):
    for spot in drawn(name, many).ids:
        left, low, right, high = spot.box
        assert -0.01 < left < right < 1.01
        assert -0.01 < low < high < 1.01


def test_the_timeline_knows_every_record_it_shows(usual: Program, many: Program):
    for each in (usual, many):
        snapshot = each.snapshot
        shown = records(drawn("timeline", each))
        for kind in (Commitment, RiskStep, Stage, Workshop):
            assert {record.id for record in snapshot[kind]} <= shown, kind


def test_words_are_cut_only_where_there_is_no_room_for_them(usual: Program):
    """One promise stands alone in its lane: its words have the width of the page."""
    with scenario() as story:
        long = "Give Holmquay the operating-room calendar of twelve hospitals and of their four hubs"
        story.commitment("Anna", due=20, text=long)
        story.commitment("Bert", due=20, text=long)
        story.commitment("Bert", due=380, text=long)
        story.step("Anna", "Bert", planned=30, text=long, loss=3, gain=4)
        snapshot = story.snapshot()
    look = replace(LOOKS["print"], width=10.0, height=5.0)
    shown = words(CHARTS["timeline"](snapshot, measure(snapshot), look))
    assert shown.count(long) == 4
    tall = " ".join(words(CHARTS["ladder"](snapshot, measure(snapshot), LOOKS["print"])))
    assert long in tall


def test_each_trial_of_reliability_is_on_its_line(many: Program):
    book = ledger(many.snapshot)
    trials = [trial for own in book.reliability_trials.values() for trial in counting(own, TODAY)]
    assert {trial.record.id for trial in trials} <= records(drawn("reliability", many))


def test_every_case_of_frankness_stands_by_its_reason_and_its_day(many: Program):
    chart = drawn("reasons", many)
    cases = sum(party.candour_trials for party in many.measures.parties)
    assert len(chart.data.rows) == cases
    assert len(chart.ids) == 2 * cases


def test_the_ladder_has_a_rung_for_each_step(many: Program):
    chart = drawn("ladder", many)
    assert records(chart) == {step.id for step in many.snapshot[RiskStep]}
    days = [row[2] for row in chart.data.rows]
    assert days == sorted(days)


def test_every_rated_concern_has_a_dot_and_the_open_ones_come_first(usual: Program):
    chart = drawn("concerns", usual)
    assert records(chart) == {concern.id for concern in usual.snapshot[Concern]}
    states = [row[5] for row in chart.data.rows]
    assert states == sorted(states, key=lambda state: state == "addressed")
    assert [row[0] for row in chart.data.rows] == list(range(1, len(states) + 1))


def test_load_shows_the_very_promises_that_fall_due(many: Program):
    chart = drawn("load", many)
    soon = {
        promise.id
        for promise in many.snapshot[Commitment]
        if promise.outcome is None and 0 < (promise.due - TODAY).days <= 30
    }
    assert records(chart) == soon
    parties = {party.name for party in many.snapshot.parties}
    assert sum(row[1] for row in chart.data.rows if row[0] in parties) == len(soon)


def test_few_cases_of_frankness_are_listed_and_many_get_a_bar(usual: Program, many: Program):
    listed = drawn("records", usual)
    cases = sum(party.candour_trials for party in usual.measures.parties)
    assert all(party.candour_listed for party in usual.measures.parties)
    assert len(records(listed)) == cases
    assert not records(drawn("records", many))


def test_a_candour_figure_never_stands_without_the_number_missed(many: Program):
    said = words(drawn("records", many))
    for party in many.measures.parties:
        told = f"{party.told_in_time} of {party.candour_trials}; {party.missed} count as missed"
        assert told in said


def test_what_the_record_does_not_support_is_called_not_yet_and_hold_is_left_to_people() -> None:
    with scenario() as story:
        story.step("Anna", "Bert", loss=9, gain=1, planned=200)
        seen = story.snapshot()
    held = Program(seen, measure(seen))
    assert held.measures.risk_steps[0].advice == HOLD
    chart = drawn("ladder", held)
    assert "not yet" in words(chart)
    assert not any(re.search(r"\bhold\b", line) for line in (*words(chart), *map(str, chart.data.rows)))


def test_each_month_is_printed_with_its_number(usual: Program):
    chart = drawn("kept", usual)
    said = words(chart)
    for party in usual.measures.parties:
        own = [row for row in chart.data.rows if row[0] == party.party.name]
        assert sum(row[2] for row in own) == party.ppc.kept
        assert sum(row[3] for row in own) == party.ppc.due
        assert all(f"{row[2]} of {row[3]}" in said for row in own)


def test_the_lines_of_giving_end_where_the_measures_do(usual: Program):
    chart = drawn("reciprocity", usual)
    for party in usual.snapshot.parties:
        given = usual.measures.reciprocity[party.id]
        last = {row[1]: row[3] for row in chart.data.rows if row[0] == party.name}
        assert list(last.values()) == [given.kept_weight, given.exposure_taken]


def test_the_reliability_line_ends_at_the_record_of_the_day(usual: Program):
    chart = drawn("reliability", usual)
    for party in usual.measures.parties:
        last = [row for row in chart.data.rows if row[0] == party.party.name][-1]
        assert last[1] == TODAY
        assert last[2] == pytest.approx(party.reliability.expected, abs=1e-12)
        assert last[3:] == pytest.approx(party.reliability.interval(0.8), abs=1e-12)


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_drawn_names_a_record_by_its_id_or_reference(name: str, usual: Program):
    chart = drawn(name, usual)
    refs = {record.ref for kind in (Commitment, RiskStep, Concern) for record in usual.snapshot[kind]}
    shown = [*words(chart), chart.title, *(str(cell) for row in chart.data.rows for cell in row)]
    assert not refs & {part for said in shown for part in said.split()}
    assert not any(record in chart.alt for record in records(chart))
    assert not {str(spot.gid) for spot in chart.ids} & records(chart)


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_records_under_other_ids_look_the_same(name: str):
    def look(chart: Chart) -> object:
        return words(chart), [(spot.gid, spot.box) for spot in chart.ids], chart.data, chart.alt

    assert look(drawn(name, program())) == look(drawn(name, program()))


def test_a_party_has_one_colour_in_every_chart(usual: Program):
    for palette in (PRINT, DARK):
        for name in (
            "timeline",
            "reliability",
            "records",
            "kept",
            "reasons",
            "ladder",
            "reciprocity",
            "load",
        ):
            chart = drawn(name, usual, Look(palette=palette))
            for position, party in enumerate(usual.snapshot.parties):
                texts = chart.figure.findobj(FigureText)
                own = {text.get_color() for text in texts if party.name in text.get_text()}
                assert palette.party(position) in own, (name, party.name)


def test_the_mouse_finds_the_record_under_it(usual: Program):
    chart = drawn("timeline", usual)
    for spot in chart.ids:
        left, low, right, high = spot.box
        assert chart.record_at((left + right) / 2, (low + high) / 2) is not None
    assert chart.record_at(0.001, 0.999) is None


def test_a_chart_without_its_title_still_hands_it_over(usual: Program):
    bare = drawn("kept", usual, Look(titled=False))
    assert bare.title == drawn("kept", usual).title
    assert bare.title not in words(bare)


def test_a_private_promise_changes_nothing_of_the_joint_charts():
    def made(private: bool) -> Program:
        one = maker()
        a, b = one.add(Party, name="A"), one.add(Party, name="B")
        stage = one.add(Stage, name="First", starts=date(2026, 1, 1), ends=date(2026, 6, 1))
        common = {"giver_id": a.id, "stage_id": stage.id, "due": date(2026, 3, 1)}
        one.add(
            Commitment, ref="C1", text="Send the list", outcome="kept", closed_on=date(2026, 3, 1), **common
        )
        if private:
            one.add(Commitment, ref="C2", text="Ask the board", audience=a.id, **common)
            one.add(Commitment, ref="C3", text="Talk to B's chair", audience="consultant", **common)
        one.add(Commitment, ref="C4", text="Send the other list", **(common | {"giver_id": b.id}))
        return one.finish(audience="joint")

    for name in CHARTS:
        with_it, without = drawn(name, made(True)), drawn(name, made(False))
        assert words(with_it) == words(without)
        assert [spot.box for spot in with_it.ids] == [spot.box for spot in without.ids]


def test_the_charts_are_named_without_the_drawing_library():
    code = """
import sys
from trustdesk.charts import CHARTS
print(*CHARTS)
assert "matplotlib" not in sys.modules
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == list(CHARTS)
