"""Fuzzes one protocol in a process of its own, because a fuzzer in C does not give the process back."""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.tally import Tally

CORPUS = Path(__file__).parent / "corpus"
_LONGEST = 300_000
_BY_OCTETS = 0.1
"""How often atheris changes the octets in its own way."""

Feed = Callable[[bytes], None]


def main() -> None:
    """Feed conversations until so many replies have been taken; anything unforeseen ends the process."""
    wanted = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.again is not None:
            _feeder(wanted.protocol, Path(folder), lambda *_: None)(wanted.again.read_bytes())
        elif find_spec("atheris") is None:
            _by_chance(wanted, Path(folder))
        else:
            _guided(wanted, Path(folder))


def _feeder(protocol: str, folder: Path, tell: Callable[[int, str], None]) -> Feed:
    """Return what plays a conversation in several cuts, judges it, and tells its replies and its kind."""
    from tests.fuzz import clients
    from tests.fuzz.conversation import Conversation, cuts

    for what in clients.SET_FOR_GOOD:
        setattr(*what)
    letter = folder / "letter.eml"
    letter.write_bytes(clients.LETTER)
    loop = asyncio.new_event_loop()

    def feed(octets: bytes) -> None:
        conversation = Conversation.read(octets)
        whole = loop.run_until_complete(clients.play_all(protocol, conversation, cuts(conversation), letter))
        clients.judge(protocol, conversation, whole)
        tell(whole.replies, clients.kind(whole.result))

    return feed


def _counting(wanted: argparse.Namespace, folder: Path, done: Callable[[], None]) -> Feed:
    tally = Tally(wanted.replies)

    def tell(replies: int, kind: str) -> None:
        tally.add(replies, kind)
        if tally.is_complete:
            (wanted.folder / "tally.json").write_text(json.dumps(tally.as_json()), encoding="utf-8")
            done()

    return _feeder(wanted.protocol, folder, tell)


def _guided(wanted: argparse.Namespace, folder: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["tegata.protocols", "tegata.network", "tegata.mail"]):
        from tests.fuzz.mutate import cross, mutate

        feed = _counting(wanted, folder, _leave)

    def mutated(octets: bytes, longest: int, seed: int) -> bytes:
        if random.Random(seed).random() < _BY_OCTETS:  # noqa: S311 - the same for the same seed
            return bytes(atheris.Mutate(octets, longest))
        return mutate(octets, wanted.protocol, seed)[:longest]

    def crossed(first: bytes, second: bytes, longest: int, seed: int) -> bytes:
        return cross(first, second, seed)[:longest]

    options = [f"-max_len={_LONGEST}", "-timeout=60", f"-artifact_prefix={wanted.folder}/"]
    folders = [str(wanted.folder / "found"), str(CORPUS / wanted.protocol)]
    atheris.Setup([sys.argv[0], *options, *folders], feed, custom_mutator=mutated, custom_crossover=crossed)
    atheris.Fuzz()


def _by_chance(wanted: argparse.Namespace, folder: Path) -> None:
    from tests.fuzz.mutate import cross, mutate

    going_on = True

    def stop() -> None:
        nonlocal going_on
        going_on = False

    feed = _counting(wanted, folder, stop)
    known = [each.read_bytes() for each in sorted((CORPUS / wanted.protocol).glob("*.txt"))]
    seed = 0
    while going_on:
        dice = random.Random(seed)  # noqa: S311 - the same each time
        octets = mutate(cross(dice.choice(known), dice.choice(known), seed), wanted.protocol, seed)
        try:
            feed(octets)
        except BaseException:
            (wanted.folder / f"broken-{seed}.txt").write_bytes(octets)
            raise
        seed += 1


def _leave() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("protocol")
    parser.add_argument("--replies", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--again", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
