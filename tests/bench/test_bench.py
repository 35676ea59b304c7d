"""What a figure of the benchmark rests on: desks that are sound and the same each time, and fair laps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter, sleep

import pytest

from tests.bench import desks, redrawn, rivals
from tests.bench.clock import Work, at_once, compare, take_turns
from tests.bench.invention import TODAY
from tests.canonical import dump
from trustdesk.desk import Desk
from trustdesk.pack.blocks import Heading, Paragraph
from trustdesk.pack.cover import Front
from trustdesk.pack.document import Section, build
from trustdesk.records.checks import Loaded, faults_of
from trustdesk.records.mapping import driver_of

SIZES = (60, 35)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("bench") / "small.trustdesk"
    desks.invent(path, SIZES)
    with Desk.open(path) as made:
        yield made


def test_an_invented_desk_has_nothing_that_a_check_would_refuse(desk):
    with desk.read() as session:
        world = Loaded.everything(driver_of(session), TODAY)
    records = [record for rows in world.rows.values() for record in rows]
    assert [str(fault.expected) for record in records for fault in faults_of(record, world)] == []


def test_an_invented_desk_holds_as_many_promises_as_were_asked_for(desk):
    assert len(dump(desk)["commitment"]) == sum(SIZES)


def test_the_same_seed_makes_the_same_desk(desk, tmp_path):
    desks.invent(tmp_path / "again.trustdesk", SIZES)
    with Desk.open(tmp_path / "again.trustdesk") as again:
        assert dump(again) == dump(desk)


def test_another_seed_makes_another_desk(desk, tmp_path):
    desks.invent(tmp_path / "other.trustdesk", SIZES, seed=1)
    with Desk.open(tmp_path / "other.trustdesk") as other:
        assert dump(other) != dump(desk)


def test_what_prepares_a_lap_is_not_on_the_clock():
    @contextmanager
    def lap() -> Iterator[Work]:
        sleep(0.05)
        yield lambda: None
        sleep(0.05)

    started = perf_counter()
    times = take_turns({"prepared": lap}, rounds=1)["prepared"]
    assert times.median < (perf_counter() - started) * 1000 / 2


def test_all_take_turns_and_the_first_round_is_left_out():
    order = []
    figure = compare(
        "x", at_once(lambda: order.append("ours")), at_once(lambda: order.append("floor")), note="two"
    )
    assert order == ["ours", "floor"] * 8
    assert len(figure.ours.laps) == len(figure.floor.laps) == 7
    assert set(figure.plain()) >= {"name", "value", "unit", "floor", "ratio", "best"}


def test_the_floor_of_a_pack_sets_the_same_texts_in_the_same_places():
    front = Front(title="Review pack", relationship="Arden", audience="All", dated=date(2026, 11, 21))
    made = build(front, [Section("One", [Heading("Stock & orders"), Paragraph("Жанна and Νίκος " * 40)])])
    pages = redrawn.read(made.pdf)
    again = redrawn.read(redrawn.draw(pages))
    assert [page.lines for page in again] == [page.lines for page in pages]
    assert any("Stock & orders" in line for page in pages for line in page.lines)


@pytest.mark.filterwarnings("default")
def test_rivals_make_as_many_pages():
    front = Front(title="Review pack", relationship="Arden", audience="All", dated=date(2026, 11, 21))
    pages = redrawn.read(build(front, [Section("One", [Paragraph("Words. " * 900)])]).pdf)
    makers = rivals.makers(pages)
    assert set(makers) | set(rivals.missing()) == {"weasyprint", "fpdf2"}
    for make in makers.values():
        assert redrawn.page_count(make()) == len(pages)
