"""What the terminal shows: sentences for people, one line of JSON for programs, nothing a server made up."""

import json
import os
import sys
from argparse import Namespace
from typing import Any, TextIO

from tegata.cli.report import EXIT
from tegata.mail.plain_text import plain


def say(arguments: Namespace, text: str) -> None:
    """Print a sentence for a person; where a program reads standard output, it goes to standard error."""
    for_a_program = arguments.json or getattr(arguments, "report", None) == "-"
    _put(plain(text), sys.stderr if for_a_program else sys.stdout)


def show(result: dict[str, Any]) -> None:
    """Print one line of JSON, in ASCII whatever the terminal's encoding."""
    _put(json.dumps(result, ensure_ascii=True), sys.stdout)


def write(text: str) -> None:
    """Print text that another program reads, as it is and in UTF-8 whatever the terminal's encoding."""
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except BrokenPipeError:
        _nobody_reads(sys.stdout)


def finish(arguments: Namespace, result: dict[str, Any]) -> int:
    """Print the words and, where it was asked for, the JSON line; return the exit status."""
    words = result.pop("words", "")
    if words:
        say(arguments, words)
    if arguments.json:
        show(result)
    return EXIT[result["outcome"]]


def _put(text: str, stream: TextIO) -> None:
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        _nobody_reads(stream)
    except UnicodeEncodeError as error:
        encoding = error.encoding
        print(text.encode(encoding, "replace").decode(encoding), file=stream, flush=True)


def _nobody_reads(stream: TextIO) -> None:
    """Whoever read our output has gone; what becomes of the letter, and the exit status, still matter."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
