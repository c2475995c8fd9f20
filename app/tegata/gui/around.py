"""What surrounds the windows: the look, the settings, the system, and the practice provider."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tegata.gui.practice_controls import PracticeControls
from tegata.gui.theme import Theme

if TYPE_CHECKING:
    from tegata.accounts.neighbour import Neighbour
    from tegata.gui.compose_window import ComposeWindow
    from tegata.profile import Preferences


@dataclass(frozen=True, slots=True)
class Around:
    """What the windows show and change besides the verbs. `practice` is set in practice mode.

    `save_preferences` is called in a thread, as is `neighbours`, which looks for other mailers' settings.
    `locked`: nobody can see the screen. `lasts`: the profile outlives the program.
    `bare` is the window that is shown already, for the first letter.
    """

    theme: Theme
    preferences: "Preferences"
    save_preferences: "Callable[[Preferences], None]"
    logs: Path
    practice: PracticeControls | None = None
    start_practice: Callable[[], None] | None = None
    neighbours: "Callable[[], tuple[Neighbour, ...]]" = tuple
    locked: Callable[[], bool] = bool
    lasts: bool = True
    bare: "ComposeWindow | None" = None
