"""A Secret shows itself to nobody who does not ask for it by name."""

import copy
import pickle
import traceback

import pytest

from tegata.secret import Secret


def test_reveal_gives_the_value() -> None:
    assert Secret("opensesame").reveal() == "opensesame"


def test_every_way_of_showing_is_blind() -> None:
    secret = Secret("opensesame")
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r}", f"{[secret]}", "%s" % secret):  # noqa: UP031
        assert "opensesame" not in shown
        assert "Secret(***)" in shown


def test_a_traceback_with_locals_is_blind() -> None:
    def login(password: Secret) -> None:
        raise OSError(f"could not log in with {password}")

    with pytest.raises(OSError, match="could not") as caught:
        login(Secret("opensesame"))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    assert "opensesame" not in "".join(line for line in shown if "login(Secret" not in line)


def test_it_cannot_be_written_anywhere() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("opensesame"))
    with pytest.raises(TypeError):
        copy.copy(Secret("opensesame"))


def test_equal_values_are_equal() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
