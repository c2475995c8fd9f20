"""A hundred letters over a bad network; `python -m tests.crash.bad_network` sends ten thousand."""

from pathlib import Path

from tegata.store.parcel import ParcelState
from tests.crash.bad_network import soak


def test_every_letter_arrives_once_or_is_flagged(tmp_path: Path) -> None:
    soaked = soak(100, 7, tmp_path)
    assert soaked.faults == []
    assert soaked.states[ParcelState.UNCERTAIN] > 0
    assert soaked.accepted + soaked.perhaps_without >= 100
