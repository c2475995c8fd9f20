"""What the user sees and touches, and the loop that is Qt's and asyncio's in one."""

import builtins

import PySide6.QtCore  # noqa: F401 - it puts a function of its own in the place of the one below

# PySide6's looks through the source of each module that is imported after it, for its own name, and Python
# keeps all that source: 8 MB and a tenth of the start. Only its names in snake_case need that.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
