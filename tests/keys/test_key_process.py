"""The process that is asked: it answers, dies, babbles or hangs, and is gone when it is to be."""

import logging
import threading
import time

import pytest

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_process import KeyProcess
from tegata.keys.key_trouble import KeyTrouble
from tegata.secret import Secret
from tests.keys import fake_process
from tests.keys.fake_process import serving

CANARY = "cAnary-44c1-keys"
KEEP = Errand(Deed.SET, "a", None, Secret(CANARY))
GET = Errand(Deed.GET, "a")
BREAKS = serving(before=f'safe = FakeSafe(failure=AttributeError("{CANARY}"))')


def test_one_process_does_one_errand_after_the_other() -> None:
    process = KeyProcess(serving())
    assert [process.do(KEEP), process.do(GET)] == [None, Secret(CANARY)]
    process.end()
    process.end()
    assert process.has_ended
    assert process.do(GET) is KeyTrouble.FAILED


@pytest.mark.parametrize(
    "command",
    [BREAKS, fake_process.GARBAGE, fake_process.MUTE, fake_process.FLOOD, fake_process.ABSENT],
    ids=["breaks", "garbage", "mute", "flood", "absent"],
)
def test_no_answer_is_a_failure_and_its_end_and_shows_nothing(
    command: list[str], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    process = KeyProcess(command)
    assert process.do(KEEP) is KeyTrouble.FAILED
    assert process.has_ended
    assert "no answer from the process at the keyring" in caplog.text
    assert CANARY not in caplog.text + "".join(capfd.readouterr())


def test_one_that_has_died_meanwhile_has_ended() -> None:
    process = KeyProcess(serving())
    assert process.do(KEEP) is None
    assert process._process is not None
    process._process.kill()
    process._process.wait()
    assert process.has_ended
    assert process.do(GET) is KeyTrouble.FAILED


def test_one_that_hangs_is_ended_from_outside() -> None:
    process, answers = KeyProcess(fake_process.HANGS), list[Answer]()
    asking = threading.Thread(target=lambda: answers.append(process.do(GET)))
    asking.start()
    while process._process is None:
        time.sleep(0.01)
    process.end()
    asking.join(60)
    assert answers == [KeyTrouble.FAILED]
    assert process._process.returncode not in {0, None}


def test_one_that_never_began_has_nothing_to_end() -> None:
    process = KeyProcess(fake_process.ABSENT)
    process.end()
    assert process.has_ended
