import pytest

from tegata.network import whereabouts
from tegata.network.routes import NextHop
from tegata.network.whereabouts import Way, way_towards


def test_towards_ourselves_there_is_no_router() -> None:
    assert way_towards("127.0.0.1") == Way("127.0.0.1", 4)


def test_the_router_belongs_to_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    hop = NextHop("192.0.2.1", "02:00:5e:00:53:01")
    monkeypatch.setattr(whereabouts, "next_hop_towards", lambda _server: hop)
    assert way_towards("127.0.0.1") == Way("127.0.0.1", 4, "192.0.2.1", "02:00:5e:00:53:01")


def test_only_an_address_of_ours_can_be_left_from() -> None:
    assert way_towards("127.0.0.1", "127.0.0.12") == Way("127.0.0.12", 4)
    assert way_towards("127.0.0.1", "192.0.2.7") is None


@pytest.mark.parametrize("target", ["mail.a.example", "", "255.255.255.255"])
def test_no_address_or_no_way_there(target: str) -> None:
    assert way_towards(target) is None
