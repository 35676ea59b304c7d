import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.charts.programs import program
from trustdesk.charts import CHARTS
from trustdesk.charts.saving import save
from trustdesk.errors import TrustDeskError

SCRIPT = """
import sys, hashlib
from tests.charts.programs import program
from trustdesk.charts import CHARTS
from trustdesk.charts.saving import as_bytes
of = program(20)
for name, draw in CHARTS.items():
    chart = draw(of.snapshot, of.measures)
    for ending in ("svg", "png", "pdf") if name == "timeline" else ("svg",):
        print(name, ending, hashlib.sha256(as_bytes(chart, ending)).hexdigest())
"""


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf", ".SVG"])
def test_a_chart_is_saved_as_its_name_ends(ending: str, tmp_path: Path):
    of = program(8)
    path = tmp_path / f"chart{ending}"
    save(CHARTS["timeline"](of.snapshot, of.measures), path)
    begins = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[ending.lower()]
    assert path.read_bytes().startswith(begins)


def test_another_ending_is_refused_in_words(tmp_path: Path):
    of = program(2)
    with pytest.raises(TrustDeskError, match="cannot be saved"):
        save(CHARTS["load"](of.snapshot, of.measures), tmp_path / "chart.jpg")
    assert not list(tmp_path.iterdir())


def test_the_words_of_an_svg_are_words_with_a_face_to_fall_back_on(tmp_path: Path):
    of = program(8, parties=("A & <B>", "_x $y_1^"))
    chart = CHARTS["kept"](of.snapshot, of.measures)
    save(chart, path := tmp_path / "chart.svg")
    texts = list(ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text"))
    said = [text.text for text in texts]
    assert chart.title in said
    assert any(line and "A & <B>" in line for line in said)
    assert all("sans-serif" in text.attrib["style"] for text in texts)


def test_a_file_says_neither_when_nor_by_whom_it_was_made(tmp_path: Path):
    of = program(8)
    chart = CHARTS["kept"](of.snapshot, of.measures)
    for ending in (".svg", ".png", ".pdf"):
        save(chart, path := tmp_path / f"chart{ending}")
        found = path.read_bytes()
        assert b"dc:date" not in found and b"CreationDate" not in found and b"matplotlib" not in found.lower()
        assert not any(spot.record.encode() in found for spot in chart.ids)


def test_saving_leaves_the_chart_as_it_was(tmp_path: Path):
    of = program(8)
    chart = CHARTS["kept"](of.snapshot, of.measures)
    before = chart.figure.canvas, chart.figure.dpi
    save(chart, tmp_path / "chart.png")
    assert (chart.figure.canvas, chart.figure.dpi) == before


def test_the_same_program_gives_the_same_bytes_whatever_the_hash_seed():
    def bytes_of(seed: str) -> str:
        told = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], env=told, capture_output=True, text=True, check=True
        ).stdout

    assert bytes_of("1") == bytes_of("2")
