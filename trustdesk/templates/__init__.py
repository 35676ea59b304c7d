"""Templates: programs to begin with, as data files in `resources/templates`.

`names()` lists them, `load()` reads one, `check()` says what is wrong with one, and `start()` makes a
relationship from one within a change of a desk; `empty()` is the one to begin without. `extend()` adds stages
of one to a program, `spans()` tells on which days they would stand, `begins()` from when on.
"""

from trustdesk.templates.check import check
from trustdesk.templates.shape import Template, load, names, parse
from trustdesk.templates.stages import begins, extend, spans, working_day
from trustdesk.templates.start import empty, start

__all__ = [
    "Template",
    "begins",
    "check",
    "empty",
    "extend",
    "load",
    "names",
    "parse",
    "spans",
    "start",
    "working_day",
]
