"""Every proof holds, and its control shows that it could fail. The full counts are tried by `make safety`."""

from __future__ import annotations

import pytest

from tests.safety import proofs
from tests.safety.proofs import Counts, Findings, Size
from tests.safety.proving import carry_out, faults


@pytest.mark.parametrize("name", proofs.names())
def test_the_proof_holds_and_is_not_blind(name: str) -> None:
    result = carry_out(name, Size.SMALL)
    if result["skipped"]:
        pytest.skip(result["skipped"])
    assert faults(result) == [], result["said"]


def told(
    findings: Findings, control: Findings, broke_off: str | None = None, skipped: str | None = None
) -> list[str]:
    return faults(
        {
            **findings.plain(),
            "broke_off": broke_off,
            "skipped": skipped,
            "control": {"what": "a word is lost", **control.plain(), "broke_off": None},
        }
    )


def test_a_proof_fails_when_it_finds_something_tries_nothing_breaks_off_or_is_blind() -> None:
    quiet, loud = Findings(), Findings()
    quiet.tried("words", 3)
    for number in range(30):
        loud.tried("words")
        loud.expect(False, f"word {number} is gone")
    assert told(quiet, loud) == []
    assert told(loud, loud)[-1] == "and 10 more"
    assert told(Findings(), loud) == ["nothing was tried"]
    assert told(quiet, loud, "ValueError") == ["the proof broke off: ValueError"]
    assert told(Findings(), Findings(), skipped="it takes a C compiler") == []
    assert told(quiet, quiet) == ["the proof is blind: it found nothing although a word is lost"]


def test_a_proof_says_how_many_it_tries_at_each_size() -> None:
    kills = Counts(small=6, full=300)
    assert (kills.at(Size.SMALL), kills.at(Size.FULL)) == (6, 300)
