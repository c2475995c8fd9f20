"""Passwords in memory."""

from tegata.keys.session import SessionPasswords
from tegata.secret import Secret


def test_a_password_is_kept_until_it_is_forgotten() -> None:
    session = SessionPasswords()
    assert session.get("home", "pop") is None
    session.set("home", "pop", Secret("a"))
    session.set("home", "pop", Secret("b"))
    assert session.get("home", "pop") == Secret("b")
    assert session.get("home", "submission") is None
    session.delete("home", "pop")
    session.delete("home", "pop")
    assert session.get("home", "pop") is None


def test_it_does_not_show_what_it_holds() -> None:
    session = SessionPasswords()
    session.set("home", "pop", Secret("opensesame"))
    assert "opensesame" not in repr(vars(session))
