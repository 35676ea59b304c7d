"""Templates: programs to begin with, as data files in `resources/templates`.

`names()` lists them, `load()` reads one, `check()` says what is wrong with one, and `start()` makes a
relationship from one within a change of a desk; `empty()` is the one to begin without, `spans()` tells on
which days the stages of one would stand, `begins()` from when on.
"""

from trustdesk.templates.check import check
from trustdesk.templates.shape import Template, load, names, parse
from trustdesk.templates.start import begins, empty, spans, start, working_day

__all__ = ["Template", "begins", "check", "empty", "load", "names", "parse", "spans", "start", "working_day"]
