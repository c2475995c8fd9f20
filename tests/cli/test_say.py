import io
import json
import os
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from tegata.cli.say import finish, say, show, write

PEOPLE, PROGRAM = Namespace(json=False), Namespace(json=True)


def test_people_read_standard_output_and_programs_get_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(PEOPLE, "Taken back.")
    say(PROGRAM, "Taken back.")
    show({"subject": "雪"})
    out, err = capsys.readouterr()
    assert out == 'Taken back.\n{"subject": "\\u96ea"}\n'
    assert err == "Taken back.\n"


def test_what_would_act_on_a_terminal_is_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    say(PEOPLE, "550 \x1b[31mno\x1b]0;owned\x07\u202e such\x9b user\ud800")
    assert capsys.readouterr().out == "550 no such user\ufffd\n"


def test_what_a_program_reads_is_utf_8_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(octets, "ascii"))
    write("雪\n")
    assert octets.getvalue() == "雪\n".encode()


def test_the_words_go_to_people_and_the_rest_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    status = finish(PROGRAM, {"outcome": "temp", "words": "Later."})
    out, err = capsys.readouterr()
    assert (status, json.loads(out), err) == (11, {"outcome": "temp"}, "Later.\n")
    assert finish(PEOPLE, {"outcome": "perm"}) == 10
    assert capsys.readouterr().out == ""


def test_a_reader_that_has_left_changes_no_status(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert finish(PEOPLE, {"outcome": "sent", "words": "Accepted."}) == 0
        say(PEOPLE, "nobody hears this")


def test_a_terminal_without_the_letters_gets_question_marks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    octets = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(octets, "ascii"))
    say(PEOPLE, "Accepted 雪")
    assert octets.getvalue() == b"Accepted ?\n"
