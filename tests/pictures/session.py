"""One life of the program in one look: it starts, Anna writes and sends, and pictures are taken on the way.

python -m tests.pictures.session LOOK DIRECTORY
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tegata.assembly.front import Front
from tegata.assembly.living import live
from tegata.assembly.opening import front
from tegata.cli.arguments import parse
from tegata.gui import motion
from tegata.gui.loop import run_gui
from tegata.profile import Profile
from tegata.tasks import spawn
from tests.pictures.camera import Camera
from tests.pictures.looks import LOOKS, Look
from tests.pictures.neighbourhood import ACCOUNTS, neighbourhood
from tests.pictures.scenes import SCENES
from tests.pictures.stage import Stage


def main(name: str, out: Path) -> int:
    """Take the pictures of this look."""
    look = next(each for each in LOOKS if each.name == name)
    with tempfile.TemporaryDirectory() as place:
        profile = Profile(Path(place) / "profile")
        profile.prepare()
        settings = f'language = "{look.language}"\ntheme = "{look.theme}"\nundo_seconds = 30\n'
        profile.preferences_file.write_text(settings, "utf-8")
        accounts = ACCOUNTS.format(anna=look.texts.anna, office=look.texts.office)
        profile.accounts_file.write_text(accounts, "utf-8")
        built = front(parse(["--profile", str(profile.directory)]), profile, profile.try_lock())
        motion.keep_still(True)
        camera = Camera(out, look.name)
        return run_gui(built.app, lambda quit_wanted: _play(built, look, camera, quit_wanted))


async def _play(built: Front, look: Look, camera: Camera, quit_wanted: asyncio.Event) -> int:
    async with neighbourhood() as servers:
        program = spawn(live(built, quit_wanted), "program")
        stage = Stage(built, servers, look.texts, camera)
        try:
            await stage.give_passwords()
            for scene in SCENES:
                await scene(stage)
        finally:
            quit_wanted.set()
            status: int = await program
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
