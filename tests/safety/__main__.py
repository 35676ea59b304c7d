"""`python -m tests.safety OUT.json [T1 T7 …] [--small]`: carry out the proofs, print a table, write JSON.

Ends with 1 when anything was found, or when a control found nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import sqlcipher3.dbapi2 as driver

from tests.safety.proofs import Size, names, number
from tests.safety.proving import Result, carry_out, faults

SIDE_BY_SIDE: Final = 2
LONG: Final = ("T10", "T7", "T1")
"""Begun first, so that none of them runs alone at the end."""
_ROW: Final = "{:<5}{:<16}{:<54}{:>7}{:>9}{:>9}"


def main(arguments: list[str]) -> int:
    """Carry out what is asked for; the code to end with."""
    asked = _parser().parse_args(arguments)
    wanted = [name for name in names() if not asked.proofs or number(name) in asked.proofs]
    wanted.sort(key=lambda name: number(name) not in LONG)
    if not wanted:
        print("There is no such proof.")
        return 2
    size = Size.SMALL if asked.small else Size.FULL
    started = perf_counter()
    print(_ROW.format("", "proof", "tried", "found", "control", "seconds"))
    results: list[Result] = []
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for done in as_completed([pool.submit(carry_out, name, size) for name in wanted]):
            results.append(done.result())
            _tell(results[-1])
    results.sort(key=lambda result: str(result["name"]))
    seconds = round(perf_counter() - started)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    whole = {"made": {**_made_with(), "size": size, "seconds": seconds}, "proofs": results}
    asked.out.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    failed = sum(bool(faults(result)) for result in results)
    skipped = sum(bool(result["skipped"]) for result in results)
    hold = f"{len(results) - failed - skipped} of {len(results)} proofs hold"
    print(f"\n{asked.out}, after {seconds} seconds: {hold}, {skipped} skipped")
    return 1 if failed else 0


def _tell(result: Result) -> None:
    tried = ", ".join(f"{count:,} {what}" for what, count in result["tried"].items()) or "–"
    name = str(result["name"])
    control = result["control"]["found"] or ("–" if result["skipped"] else "BLIND")
    row = (number(name), name[4:], tried, result["found"], control, f"{result['seconds']:.0f}")
    print(_ROW.format(*row), flush=True)
    if result["skipped"]:
        print(f"     SKIPPED: {result['skipped']}", flush=True)
    for fault in faults(result):
        print(f"     ! {fault}", flush=True)


def _made_with() -> dict[str, Any]:
    """When and with what the figures were made."""
    from importlib.metadata import version

    connection = driver.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "trustdesk": version("trustdesk"),
        "python": platform.python_version(),
        "sqlcipher": cipher,
        "system": f"{platform.system()} {platform.machine()}",
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.safety", description="Carry out the proofs.")
    parser.add_argument("out", type=Path, metavar="OUT.json")
    parser.add_argument("proofs", nargs="*", metavar="T1", help="only these")
    parser.add_argument("--small", action="store_true", help="as many as `make test` tries")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
