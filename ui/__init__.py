"""The desktop: the Qt client of the core. It asks and shows; what happens is the core's."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 hands out None, True, False and NotImplemented without counting the reference, as is right
    # where they never die: from Python 3.12 on. Before, each call of Qt that gives nothing back and each
    # signal takes one reference too many away, until the interpreter aborts. So they are made as good as
    # immortal here, before the first of Qt is imported.
    for _one in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(_one)).value += 1 << 60
