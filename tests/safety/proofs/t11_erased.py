"""T11: what was erased stands in no page of the file, used or not, and in no backup, also after a kill.

The pages are taken out of their encryption and searched as they are: a copy of the rows would not show what
lies in freed pages and between the rows.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.canonical import dump
from tests.safety.erasing import CANARY, TAIL, make_desk
from tests.safety.plain_pages import held
from tests.safety.proofs import Counts, Findings, Size
from trustdesk import backups
from trustdesk.desk import PUBLISHED, Desk, Key, erase, passphrase
from trustdesk.desk.erase import Erasure
from trustdesk.records import Relationship

TITLE: Final = "what is erased is in no page and no backup, killed or not"
CONTROL: Final = "the relationship is deleted, not erased"
KILLS: Final = Counts(small=2, full=60)
KEYS: Final = (PUBLISHED, Key("Würzburg 7"))
DESKS: Final = Counts(small=1, full=len(KEYS))
MOMENTS: Final = ("DELETE FROM relationship", "INSERT INTO search", "COMMIT", "VACUUM")
_MOST_STEPS: Final = 400


def prove(size: Size, folder: Path) -> Findings:
    findings = Findings()
    whole = folder / "Whole.trustdesk"
    relationship = make_desk(whole)
    for number, key in enumerate(KEYS[: DESKS.at(size)]):
        path = folder / f"{number}" / "Work.trustdesk"
        path.parent.mkdir()
        shutil.copy(whole, path)
        if key.secret:
            passphrase.change(Desk.open(path), key).close()
        for erasure in (Erasure(history=True), Erasure(Relationship, relationship)):
            _erased_whole(findings, path, key, erasure)
    _killed(findings, whole, relationship, KILLS.at(size))
    return findings


def control(folder: Path) -> Findings:
    findings = Findings()
    path = folder / "Work.trustdesk"
    relationship = make_desk(path)
    with Desk.open(path) as desk, desk.change("Deleted") as session:
        session.delete(session.get_one(Relationship, relationship))
    findings.tried("files")
    findings.expect(held(path, TAIL) == 0, "words of a deleted relationship")
    return findings


def _erased_whole(findings: Findings, path: Path, key: Key, erasure: Erasure) -> None:
    """Erase as the window does where no backup may keep it: the history leaves what stands in the records."""
    word = f"{CANARY}0"[2:] if erasure.history else TAIL
    with Desk.open(path, key) as desk:
        backups.make(desk)
        old = backups.listed(desk.id)
        findings.expect(erase.carry_out(desk, erasure), "the file was not written anew")
        backups.make(desk)
        backups.remove(old)
        left = backups.listed(desk.id)
    for file in (path, *(backup.path for backup in left)):
        findings.tried("files")
        findings.expect(held(file, word, key) == 0, f"words of what was erased in a {file.suffix}")
    names = [item.name for item in path.parent.iterdir()]
    findings.expect(names == [path.name], "a file is left beside the desk")


def _killed(findings: Findings, whole: Path, relationship: str, times: int) -> None:
    """Kill it at some moment: then there is the old desk, or the new one without any trace."""
    chance = random.Random(11)
    with Desk.open(whole) as desk:
        before = dump(desk)
    for number in range(times):
        path = Path(shutil.copy(whole, whole.with_name(f"Killed {number}.trustdesk")))
        moment, steps = MOMENTS[number % len(MOMENTS)], chance.randrange(_MOST_STEPS)
        command = [sys.executable, "-m", "tests.safety.erasing", str(path), relationship, moment, str(steps)]
        ended = subprocess.run(command, check=False, timeout=120).returncode
        findings.tried("erasures killed" if ended == 9 else "erasures not killed in time")
        with Desk.open(path) as desk:
            after = dump(desk)
            wall = desk.undo_step is None
        findings.expect((after == before) != wall, f"kill {number}: neither the old nor the new")
        findings.expect(after == before or held(path, TAIL) == 0, f"kill {number}: words of what was erased")
        path.unlink()
