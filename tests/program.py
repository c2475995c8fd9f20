"""The program that tests start: this source, or what TEGATA_PROGRAM names, such as a bundle."""

import os
import sys

_NAMED = os.environ.get("TEGATA_PROGRAM")
TEGATA = (_NAMED,) if _NAMED else (sys.executable, "-m", "tegata")
