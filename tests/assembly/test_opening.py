"""The window is opened before anything slow is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from tegata.assembly.opening import _neighbours, _start_practice

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}

EARLY = """
import sys
from tegata.assembly import opening
opening.paint_first = lambda app: sys.exit(" ".join(sys.modules))
from tegata.assembly.starting import start
from tegata.cli.arguments import parse
start(parse(["--profile", sys.argv[1]]))
"""

MADE = """
import asyncio, gc, sys
from PySide6.QtCore import QPauseAnimation
from PySide6.QtWidgets import QDialog
from tegata.assembly import living
async def live(front, quit_wanted):
    pause = QPauseAnimation(20)
    pause.start()  # by a timer of Qt's own
    looks = []
    gc.callbacks.append(lambda *_look: looks.append(_look))
    for _n in range(2000):
        circle = []
        circle.append(circle)
    await asyncio.sleep(0.1)
    print("made", *(each.__name__ for each in QDialog.__subclasses__()))
    print("rubbish", looks != [], gc.get_freeze_count() > 10_000)
    return 0
living.live = live
from tegata.assembly.starting import start
from tegata.cli.arguments import parse
start(parse(["--profile", sys.argv[1]]))
"""

SLOW = {"asyncio", "ssl", "sqlite3", "email", "keyring", "socket", "selectors", "qasync", "subprocess"}
SLOW |= {
    "concurrent",
    "multiprocessing",
    "http",
    "tomlkit",
    "scramp",
    "truststore",
    "aiosmtpd",
    "uuid",
    "hashlib",
    "html",
}
NOT_SHOWN_YET = {
    *("network", "keys", "practice", "self_test", "store.database", "store.outbox", "delivery.post_office"),
    *("protocols.steps", "protocols.sasl", "relay.reading", "relay.vocabulary", "mail.seal", "mail.mailto"),
    *("gui.moment_page", "gui.pass_panel", "gui.practice_strip", "gui.refusal_card", "gui.outbox_window"),
    *("gui.account_dialog", "gui.check_window", "gui.why_window", "gui.later_dialog", "assembly.rehearsal"),
}


def in_a_process(script: str, profile: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", script, str(profile)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_nothing_slow_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = in_a_process(EARLY, tmp_path / "p")
    seen = set(done.stderr.splitlines()[-1].split())
    assert "tegata.gui.compose_window" in seen
    assert {name.partition(".")[0] for name in seen} & SLOW == set()
    assert {name for name in seen if name.removeprefix("tegata.").startswith(tuple(NOT_SHOWN_YET))} == set()


def test_rubbish_is_looked_for_once_it_runs_and_not_among_what_was_loaded(tmp_path: Path) -> None:
    assert "rubbish True True" in in_a_process(MADE, tmp_path / "p").stdout.splitlines()


def test_pyside_makes_no_classes_of_what_is_not_used(tmp_path: Path) -> None:
    """It makes all that there are once it has to hand over an object of Qt's own whose class may be any."""
    made = in_a_process(MADE, tmp_path / "p").stdout.split()
    assert "made" in made
    assert "QWizard" not in made, made


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is not asked there")
def test_other_mailers_are_looked_for_in_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefs = tmp_path / ".thunderbird" / "p" / "prefs.js"
    prefs.parent.mkdir(parents=True)
    pref = 'user_pref("mail.server.server1.{}", "{}");\n'
    values = {"type": "pop3", "hostname": "pop.a.example", "userName": "anna"}
    prefs.write_text("".join(pref.format(key, value) for key, value in values.items()))
    monkeypatch.setenv("HOME", str(tmp_path))
    (found,) = _neighbours()
    assert (found.mailer, found.host, found.user) == ("Thunderbird", "pop.a.example", "anna")


def test_practice_is_another_tegata_from_a_bundle_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(
        QProcess, "startDetached", lambda program, words: started.append([program, *words]), raising=True
    )
    _start_practice()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    _start_practice()
    assert started == [[sys.executable, "-P", "-m", "tegata", "--practice"], [sys.executable, "--practice"]]
