"""What the terminal shows: sentences for people, one line of JSON for programs, nothing a server made up."""

import json
import sys
from argparse import Namespace
from typing import Any

from tegata.cli.report import EXIT
from tegata.mail.plain_text import plain


def say(arguments: Namespace, text: str) -> None:
    """Print a sentence for a person; with --json it goes to standard error."""
    print(plain(text), file=sys.stderr if arguments.json else sys.stdout, flush=True)


def finish(arguments: Namespace, result: dict[str, Any]) -> int:
    """Print the words and, where it was asked for, the JSON line; return the exit status."""
    words = result.pop("words", "")
    if words:
        say(arguments, words)
    if arguments.json:
        print(json.dumps(result, ensure_ascii=True), flush=True)
    return EXIT[result["outcome"]]
