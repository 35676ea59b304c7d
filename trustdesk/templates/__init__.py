"""Templates: programs to begin with, as data files in `resources/templates`.

`names()` lists them, `load()` reads one, `check()` says what is wrong with one, and `start()` makes a
relationship from one within a change of a desk.
"""

from trustdesk.templates.check import check
from trustdesk.templates.shape import Template, load, names, parse
from trustdesk.templates.start import start

__all__ = ["Template", "check", "load", "names", "parse", "start"]
