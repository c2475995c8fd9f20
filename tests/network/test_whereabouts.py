import pytest

from tegata.network.whereabouts import local_address_towards


def test_towards_ourselves() -> None:
    assert local_address_towards("127.0.0.1") == ("127.0.0.1", 4)


@pytest.mark.parametrize("target", ["mail.a.example", "", "255.255.255.255"])
def test_no_address_or_no_way_there(target: str) -> None:
    assert local_address_towards(target) is None
