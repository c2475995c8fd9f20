"""What servers have shown, and what holds while they have shown nothing."""

from dataclasses import astuple

from tegata.relay.learned import Learned


def test_at_first_nothing_is_held_against_a_server_and_nothing_is_known() -> None:
    assert not any(astuple(Learned()))
