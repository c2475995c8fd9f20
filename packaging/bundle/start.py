"""Where the bundle begins, and what is different there.

What was set for this process alone must not reach the programs that it starts: a browser or file manager
opened from here would look for its libraries and plug-ins among ours. The loader has read LD_LIBRARY_PATH by
now, and PySide6 finds its plug-ins by its own place, whatever those variables say.
"""

import gc
import os
import sys

gc.set_threshold(20_000)  # a start makes tens of thousands of objects, and they stay

for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    before = os.environ.pop(f"{name}_ORIG", None)  # PyInstaller keeps it there, for the first of them
    os.environ.pop(name, None)
    if before:
        os.environ[name] = before

if sys.stderr is None:  # on Windows, the program without a terminal: what is said there goes nowhere
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as it runs

# A Tegata that this one starts is one of its own: without this word the loader takes it for this one's second
# half, for which the folder with the libraries is named already.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

from tegata.__main__ import main  # noqa: E402 - the environment comes first

sys.exit(main())
