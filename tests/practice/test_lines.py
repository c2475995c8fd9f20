from ipaddress import ip_address

import pytest

from tegata.practice.lines import LEAVE_FROM, SEEN_AS, Line, line_of


@pytest.mark.parametrize("line", Line)
def test_an_address_of_a_line_puts_the_client_on_it(line: Line) -> None:
    assert all(line_of(LEAVE_FROM[line], standing_on) is line for standing_on in Line)


@pytest.mark.parametrize("line", Line)
def test_any_other_address_is_on_the_line_of_its_door(line: Line) -> None:
    assert line_of("127.0.0.1", line) is line


def test_every_line_leaves_from_this_computer_and_is_seen_as_somebody_of_its_own() -> None:
    assert all(ip_address(address).is_loopback for address in LEAVE_FROM.values())
    assert len(set(SEEN_AS.values())) == len(Line)
