"""The command line: without a screen, what the desktop does.

Exit status 0 done, 1 refused (the reason in words on standard error), 2 called wrongly.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from trustdesk.commands import backups, desks, exchange, showing
from trustdesk.commands.call import Result, UsageError
from trustdesk.errors import TrustDeskError
from trustdesk.hardening import forbid_core_dumps, keep_words_back
from trustdesk.words import SOURCE_LANGUAGE, languages

PROGRAM: Final = "trustdesk-cli"
KINDS: Final = ("review", "agenda")
PAPERS: Final = ("a4", "letter")


def program() -> int:
    """Run the command line as a process of its own: nothing of a desk is left behind by a crash."""
    forbid_core_dumps()
    keep_words_back()
    return main()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status; what goes wrong is said in words, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may know fewer signs than people write
            stream.reconfigure(errors="backslashreplace")
    try:
        given = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        result: Result = given.run(given)
        _print(result)
        return 0 if result.well else 1
    except UsageError as wrong:
        print(f"{PROGRAM} {given.command}: {wrong}", file=sys.stderr)
        return 2
    except TrustDeskError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or PROGRAM}: {error.strerror or type(error).__name__}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        # The words of such an error may quote what people wrote; the place does not.
        place = extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}"
        print(f"{PROGRAM}: a fault of the program ({where}). The desk keeps what was saved.", file=sys.stderr)
        return 1


def _print(result: Result) -> None:
    try:
        for words in result.said:
            print(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for words in result.complaints:
        print(words, file=sys.stderr)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog=PROGRAM, description="Build trust between organisations on purpose.")
    actions = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, run: Any, does: str) -> ArgumentParser:
        made = actions.add_parser(name, help=does, description=f"{does[:1].upper()}{does[1:]}.")
        made.set_defaults(run=run)
        return made

    new = command("new", desks.new, "makes an empty desk")
    _desk(new)
    new.add_argument("--encrypt", action="store_true", help="with a passphrase")
    _desk(command("passphrase", desks.passphrase, "sets, changes or removes the passphrase"))
    sample = command("sample", desks.sample, "makes a desk with the sample relationships")
    _desk(sample)
    template = command("template", exchange.template, "writes an empty workbook with a note on each column")
    _out(template, "OUT.xlsx")
    importing = command("import", exchange.import_, "checks a workbook or a bundle and takes it into a desk")
    importing.add_argument(
        "workbook", type=Path, metavar="WORKBOOK", help="an .xlsx, a folder of .csv files, or a .json"
    )
    importing.add_argument("--into", type=Path, required=True, metavar="DESK")
    importing.add_argument("--dry-run", action="store_true", help="only report")
    _json(importing)
    export = command(
        "export", exchange.export, "writes a relationship out as .xlsx, .ics, .json or a folder of .csv"
    )
    _desk(export)
    _relationship(export, required=True)
    _audience(export, "joint")
    export.add_argument("--with-history", action="store_true", help="of a .json for the consultant")
    _out(export, "OUT")
    _show(command("show", showing.show, "prints the relationships, or one with its measures"))
    _pack(command("pack", showing.pack, "prints a pack as PDF"))
    _chart(command("chart", showing.chart, "draws one chart"))
    check = command(
        "check", desks.check, "checks file, schema and records; says what is wrong and what to do"
    )
    _desk(check)
    _backups(command)
    return parser


def _backups(command: Callable[[str, Any, str], ArgumentParser]) -> None:
    backup = command("backup", backups.backup, "makes a verified backup of a desk")
    _desk(backup)
    _json(backup)
    listed = command("backups", backups.listed, "lists the backups of a desk, newest first")
    _desk(listed)
    _json(listed)
    restore = command("restore", backups.restore, "makes a desk what a backup holds; keeps what it replaces")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("--to", type=Path, required=True, metavar="DESK")
    _json(restore)


def _show(show: ArgumentParser) -> None:
    _desk(show)
    which = show.add_mutually_exclusive_group()
    _relationship(which)
    which.add_argument("--every", action="store_true", help="every relationship with its measures")
    _audience(show, "consultant")
    _as_of(show)
    _json(show)


def _pack(pack: ArgumentParser) -> None:
    _desk(pack)
    which = pack.add_mutually_exclusive_group()
    _relationship(which)
    which.add_argument("--every", action="store_true", help="of every relationship, into the folder OUT")
    _audience(pack, "joint")
    _as_of(pack)
    pack.add_argument("--kind", type=_one_or_more(KINDS), default=["review"], metavar=",".join(KINDS))
    pack.add_argument("--paper", type=_one_or_more(PAPERS), default=["a4"], metavar=",".join(PAPERS))
    sections = "only these, of a review pack; “list” names them"
    pack.add_argument("--sections", type=_names, metavar="A,B,…", help=sections)
    pack.add_argument("--language", choices=languages(), default=SOURCE_LANGUAGE)
    _out(pack, "OUT.pdf", required=False)


def _chart(chart: ArgumentParser) -> None:
    _desk(chart)
    _relationship(chart)
    chart.add_argument("--name", required=True, metavar="CHART", help="“list” names them")
    _audience(chart, "joint")
    _as_of(chart)
    chart.add_argument("-o", dest="out", type=Path, metavar="OUT.svg", help="or .png, .pdf")


def _desk(parser: ArgumentParser) -> None:
    parser.add_argument("desk", type=Path, metavar="DESK")


def _out(parser: ArgumentParser, name: str, *, required: bool = True) -> None:
    parser.add_argument("-o", dest="out", type=Path, required=required, metavar=name)


def _relationship(parser: argparse._ActionsContainer, *, required: bool = False) -> None:
    action = parser.add_argument("--relationship", metavar="R", help="its name, or the beginning of it")
    action.required = required


def _audience(parser: ArgumentParser, default: str) -> None:
    words = f"joint, consultant, or parties by name, separated by “;” (default: {default})"
    parser.add_argument("--audience", default=default, metavar="A", help=words)


def _as_of(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", type=_day, default=date.today(), metavar="DATE", help="YYYY-MM-DD (default: today)"
    )


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _day(words: str) -> date:
    try:
        found = date.fromisoformat(words)
    except ValueError:
        found = None
    if found is None or found.isoformat() != words:
        raise ArgumentTypeError(f"“{words}” is no day; write it like 2026-03-31")
    from trustdesk.records.checks import FIRST_DAY, LAST_DAY  # with SQLAlchemy, which no help text needs

    if not FIRST_DAY <= found <= LAST_DAY:
        raise ArgumentTypeError(f"{words} is not between {FIRST_DAY} and {LAST_DAY}")
    return found


def _names(words: str) -> list[str]:
    return [name.strip() for name in words.split(",") if name.strip()]


def _one_or_more(known: Sequence[str]) -> Any:
    def read(words: str) -> list[str]:
        names = list(dict.fromkeys(name.lower() for name in _names(words)))
        unknown = [name for name in names if name not in known]
        if unknown or not names:
            listed = ", ".join(known)
            raise ArgumentTypeError(f"there is no {', '.join(unknown) or 'empty choice'}; there is: {listed}")
        return names

    return read


if __name__ == "__main__":
    sys.exit(program())
