"""The command line: what other programs rely on, as documented in the README."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tegata import __version__
from tegata.words.gettext import LANGUAGES
from tegata.zones import zone

COMMANDS = ("send", "login", "outbox", "check", "explain", "practice")
PROTOCOLS = ("smtp", "pop3", "client")
ACTIVATION_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - a ticket for the focus, good once
_STARTUP_ID = "DESKTOP_STARTUP_ID"  # the same ticket, from launchers older than the other name
STAGES = ("connect", "ehlo", "auth", "mail", "rcpt", "data", "final", "pop")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a start asks of the window, its own or one that runs already: a letter, the check, or to come.

    `token` is the leave to take the focus that whoever started us was given (xdg-activation, for Wayland).
    """

    mailto: str | None = None
    check: bool = False
    token: str | None = None


def wish(arguments: argparse.Namespace) -> Wish:
    """Return what the window is asked for; the arguments are those of the window."""
    tokens = map(os.environ.get, (ACTIVATION_TOKEN, _STARTUP_ID))
    return Wish(arguments.mailto, arguments.check, next(filter(None, tokens), None))


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; `command` is None for the window. Exits with 2 on a usage error."""
    if any(word in COMMANDS for word in argv[:1]):
        return _commands().parse_args(argv)
    parser = _window()
    arguments = parser.parse_args(argv)
    if arguments.json and not arguments.self_test:
        parser.error("--json goes with --self-test, or with a command")
    return arguments


def _window() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tegata",
        description="Write a letter and send it, from home and from wherever the laptop has travelled.",
        epilog=f"Commands for the terminal: {', '.join(COMMANDS)}. Each explains itself with --help.",
    )
    parser.set_defaults(command=None)
    parser.add_argument("--version", action="version", version=f"Tegata {__version__}")
    _profile(parser)
    parser.add_argument("--practice", action="store_true", help="use the embedded practice provider")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--self-test",
        action="store_true",
        help="look whether all that Tegata needs is there and works, say it part by part, and end:"
        " with 0, or with 1 where something failed",
    )
    parser.add_argument("--json", action="store_true", help="with --self-test: print one object, in JSON")
    what.add_argument("--try-screen", action="store_true", help=argparse.SUPPRESS)  # a part of --self-test
    what.add_argument("--serve-keys", action="store_true", help=argparse.SUPPRESS)  # a part of the window
    what.add_argument("--check", action="store_true", help='open "Can I send from here?" and check at once')
    what.add_argument(
        "mailto",
        nargs="?",
        type=_mailto,
        metavar="mailto:…",
        help="open a letter with these fields filled in",
    )
    return parser


def _commands() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tegata")
    commands = parser.add_subparsers(dest="command", required=True)
    _send(commands.add_parser("send", help="send one letter"))
    login = commands.add_parser("login", help="log in by POP: the receive whose purpose is not receiving")
    _account(login)
    _outbox(commands.add_parser("outbox", help="list, send or withdraw letters"))
    _check(commands.add_parser("check", help="walk the whole way and stop before a letter is sent"))
    _explain(commands.add_parser("explain", help="say what a line from a log means"))
    practice = commands.add_parser("practice", help="run the practice provider alone and print its ports")
    practice.add_argument("--window-minutes", type=float, default=10.0)
    practice.add_argument("--play", action="store_true", help="play the main job in the terminal and end")
    return parser


def _send(parser: argparse.ArgumentParser) -> None:
    _account(parser)
    parser.add_argument("--to", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--cc", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--bcc", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--from-name", help="the name beside the sender's address")
    parser.add_argument("--subject", required=True)
    parser.add_argument("--body-file", required=True, metavar="F", help="UTF-8 text; - reads standard input")
    parser.add_argument("--attach", action=_Attach, default=[], metavar="PATH")
    parser.add_argument(
        "--attach-name", action=_AttachName, metavar="NAME", help="for the --attach before it"
    )
    parser.add_argument(
        "--at", type=_wall, metavar="TIME", help='leave then: "2026-11-25 08:00" by the clocks of --zone'
    )
    parser.add_argument(
        "--zone", type=_zone, default=None, help="a name such as Asia/Tokyo or +09:00; yours if left out"
    )
    parser.add_argument("--queue-only", action="store_true", help="end as soon as the letter is safe on disk")


def _outbox(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, says in (
        ("list", "list the letters"),
        ("send", "send all that is due"),
        ("withdraw", "take one back"),
    ):
        verb = verbs.add_parser(name, help=says)
        _common(verb)
        if name == "withdraw":
            verb.add_argument("id", type=int)


def _check(parser: argparse.ArgumentParser) -> None:
    _account(parser)
    parser.add_argument("--to", help="ask for this recipient instead of the account's own address")
    parser.add_argument(
        "--before-leaving", action="store_true", help="also say what to look at at home before a journey"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write a report for the provider's help desk, without secrets and private addresses;"
        " - prints it and moves the steps to standard error",
    )
    parser.add_argument(
        "--report-language", choices=LANGUAGES, help="the help desk's language; your own if left out"
    )


def _explain(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("reply", nargs="?", metavar="REPLY", help="the server's line, or a program's complaint")
    what.add_argument("--csv", metavar="FILE", help="a table with the columns reply, protocol and stage")
    parser.add_argument("--protocol", choices=PROTOCOLS, help="who speaks; a guess from the line if left out")
    parser.add_argument("--stage", choices=STAGES, help="where in the dialogue it was said")
    parser.add_argument("--json", action="store_true", help="the last line on standard output is JSON")


def _account(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--account", required=True, metavar="NAME")


def _common(parser: argparse.ArgumentParser) -> None:
    _profile(parser)
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="first line for SMTP, second (if any) for POP3, else the same",
    )
    parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="patience for one whole reply")
    parser.add_argument("--json", action="store_true", help="the last line on standard output is JSON")


def _profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep everything in DIR")
    parser.add_argument("--verbose", action="store_true", help="show each dialogue on standard error")


def _mailto(text: str) -> str:
    if not text.lower().startswith("mailto:"):
        raise argparse.ArgumentTypeError(f"neither a command nor a mailto: address: {text!r}")
    return text


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 86_400:
        raise argparse.ArgumentTypeError("must be more than 0 and less than a day")
    return value


def _wall(text: str) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date and time such as 2026-11-25 08:00: {text!r}") from error
    if wall.tzinfo is not None:
        raise argparse.ArgumentTypeError("the zone goes into --zone")
    return wall


def _zone(text: str) -> str:
    if zone(text) is None:
        raise argparse.ArgumentTypeError(f"not a time zone known here: {text!r}")
    return text


class _Attach(argparse.Action):
    """Collects (path, name) pairs; the name may follow in `--attach-name`."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        attached = [*getattr(namespace, self.dest), (Path(str(values)), None)]
        setattr(namespace, self.dest, attached)


class _AttachName(argparse.Action):
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        attached = list(namespace.attach)
        if not attached or attached[-1][1] is not None:
            parser.error(f"{option_string} belongs behind the --attach it names")
        attached[-1] = (attached[-1][0], str(values))
        namespace.attach = attached
