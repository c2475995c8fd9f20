"""How many round trips a letter takes, from the first SYN to the arrival of the final 250.

The wire knows when a SYN left, and when the segment arrived that Postfix sent after it had asked about the
letter's end; so TLS hides nothing, and what a client does afterwards does not count.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.clients import Client, others
from tests.bench.distance import FAR, Distance
from tests.bench.errand import Errand
from tests.bench.scenarios import SCENARIOS
from tests.bench.wire import Packet
from tests.real.processes import wait_until

_SMTP_PORTS = {25, 465, 587}
_SETTLING_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: `client` in one scenario, with a figure for each number of recipients.

    The figures hold what both ends spent thinking. None: the client cannot do that.
    """

    scenario: str
    client: str
    round_trips: tuple[float | None, ...]


def measure(distance: Distance, recipients: Sequence[int] = (1, 5)) -> Iterator[Row]:
    """Measure every client in every scenario."""
    for scenario in SCENARIOS:
        errands = [Errand.to(scenario, number, distance.bed.ca_file) for number in recipients]
        _warm_up(distance, errands[0])
        for client in others():
            counted = tuple(_of_client(distance, client, errand) for errand in errands)
            yield Row(scenario.name, client.name, counted)
        tegata = [_of_tegata(distance, errand) for errand in errands]
        for at, state in enumerate(("first contact", "server known", "next of a queue")):
            yield Row(scenario.name, f"Tegata, {state}", tuple(each[at] for each in tegata))


def _warm_up(distance: Distance, errand: Errand) -> None:
    """Have the servers start what they start for their first client."""
    _of_client(distance, others()[0], errand)


def _of_client(distance: Distance, client: Client, errand: Errand) -> float | None:
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        commands = client.commands(errand, Path(folder))
        if commands is None:
            return None
        _start_afresh(distance)
        for command in commands:
            _run(distance, command)
        return _count(distance, 0)


def _of_tegata(distance: Distance, errand: Errand) -> tuple[float, ...]:
    """First contact, then the same profile again, then the second of two letters."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        counted = []
        for number in (1, 1, 2):
            _start_afresh(distance)
            _run(distance, _tegata(errand, Path(folder) / "profile", number))
            counted.append(_count(distance, number - 1))
        return tuple(counted)


def _tegata(errand: Errand, profile: Path, number: int) -> list[str]:
    return [sys.executable, "-m", "tests.bench.send_tegata", errand.write(), str(profile), str(number)]


def _start_afresh(distance: Distance) -> None:
    time.sleep(_SETTLING_SECONDS)  # what still comes of the last one must be through the wire
    distance.bed.forget()
    distance.wire.packets.clear()


def _run(distance: Distance, command: list[str]) -> None:
    ended = distance.bed.run(FAR, *command)
    if ended.returncode:
        raise RuntimeError(f"{command}: {ended.stdout}{ended.stderr}")


def _count(distance: Distance, letter: int) -> float:
    """Count from the first SYN, or from the first packet after the letter before was done with."""
    packets = tuple(distance.wire.packets)
    wait_until(lambda: len(distance.bed.letters_ended()) > letter, "the end of the letter")
    first = min((each for each in packets if each.opens), key=_entered)
    if letter:
        before = _receipt(distance, packets, letter - 1).left
        own = [
            each
            for each in packets
            if each.from_client and (each.payload or each.opens) and each.entered > before
        ]
        first = min(own, key=_entered)
    last = _receipt(distance, packets, letter)
    return (last.left - first.entered) / distance.round_trip


def _receipt(distance: Distance, packets: tuple[Packet, ...], letter: int) -> Packet:
    """Return the segment with the 250: the first that the server sent once it had the letter."""
    ended = distance.bed.letters_ended()[letter]
    sent = (each for each in packets if each.port in _SMTP_PORTS and not each.from_client and each.payload)
    return min((each for each in sent if each.entered > ended), key=_entered)


def _entered(packet: Packet) -> float:
    return packet.entered
