"""At the end of the program every letter is put away, with the last room on the disk if it takes that."""

import logging
import sys
from collections.abc import Sequence

from tegata.delivery.notices import NotSaved
from tegata.delivery.verbs import Verbs
from tegata.gui.compose_window import ComposeWindow
from tegata.words.outcomes import not_saved

_log = logging.getLogger(__name__)


async def put_all_away(windows: Sequence[ComposeWindow], verbs: Verbs) -> None:
    """Keep what is written in the windows. What the disk refuses is lost: the log and stderr say so.

    Nobody can be asked any more, for the session ends or a signal came; closing a window would ask.
    """
    for window in windows:
        if not await window.put_away():
            await verbs.make_room()
            if not await window.put_away():
                _say_lost(window)


def _say_lost(window: ComposeWindow) -> None:
    trouble = window.sending.keeper.trouble
    if trouble is None:
        return
    _log.error("a draft is lost, for it could not be kept at the end: %s %s", trouble.trouble, trouble.detail)
    if sys.stderr is not None:  # a program without a terminal may have none
        sys.stderr.write(f"Tegata: {not_saved(NotSaved(trouble.trouble, trouble.detail))}\n")
