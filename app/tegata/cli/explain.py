"""`tegata explain`: what a line from anybody's log means, or a whole table of them. No profile is opened."""

import csv
import io
from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from tegata.cli.arguments import PROTOCOLS, STAGES
from tegata.cli.desk import CannotOpen
from tegata.cli.say import say, show, write
from tegata.cli.text_file import text_of
from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.reading import diagnose_words
from tegata.words.causes import told
from tegata.words.gettext import _

_ADDED = ("cause", "confidence", "remedies")
_Row = dict[str, str]


async def explain(arguments: Namespace) -> int:
    """Print what the reply means, or the table with what each of its replies means; return 0.

    Raises CannotOpen for an empty reply and for a table that cannot be read.
    """
    if arguments.csv is not None:
        _explain_table(arguments)
        return 0
    if not arguments.reply.strip():
        raise CannotOpen(_("There is nothing to explain: the reply is empty."))
    diagnosis = _explained(arguments.reply, arguments.protocol or "", arguments.stage or "")
    say(arguments, told(diagnosis))
    if arguments.json:
        show(_as_json(diagnosis))
    return 0


def _explained(reply: str, protocol: str, stage: str) -> Diagnosis:
    by_server = None if not protocol else protocol != "client"
    phase = Phase(stage) if stage else Phase.POP if protocol == "pop3" else None
    return diagnose_words(reply, phase, by_server=by_server)


def _as_json(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "cause": diagnosis.cause.value,
        "confidence": diagnosis.confidence.value,
        "remedies": [remedy.value for remedy in diagnosis.remedies],
        "second": diagnosis.second.value if diagnosis.second is not None else None,
        "because": [because.value for because in diagnosis.because],
    }


def _explain_table(arguments: Namespace) -> None:
    table = _read_table(arguments.csv)
    explained = [_explained_row(arguments.csv, number, row) for number, row in enumerate(table, start=2)]
    if arguments.json:
        for diagnosis in explained:
            show(_as_json(diagnosis))
        return
    columns = [*(table[0] if table else ("reply", "protocol", "stage")), *_ADDED]
    answers = ({**row, **_in_columns(each)} for row, each in zip(table, explained, strict=True))
    write(_as_csv(columns, answers))


def _read_table(name: str) -> list[_Row]:
    text = text_of(name)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True)
        rows = [{column: value for column, value in row.items() if column} for row in reader]
    except csv.Error as error:
        raise CannotOpen(_("{file}: not a CSV table ({detail})").format(file=name, detail=error)) from error
    if "reply" not in (reader.fieldnames or ()):
        raise CannotOpen(_("{file}: the table has no column “reply”").format(file=name))
    return rows


def _explained_row(name: str, number: int, row: _Row) -> Diagnosis:
    reply, protocol, stage = (row.get(column, "").strip() for column in ("reply", "protocol", "stage"))
    wrong = _wrong(reply, protocol, stage)
    if wrong:
        # Rows are counted, not lines: a reply may hold several.
        raise CannotOpen(_("{file}, row {n}: {what}").format(file=name, n=number, what=wrong))
    return _explained(reply, protocol, stage)


def _wrong(reply: str, protocol: str, stage: str) -> str:
    if not reply:
        return _("the reply is empty")
    if protocol and protocol not in PROTOCOLS:
        return _("“{value}” is no protocol ({known})").format(value=protocol, known=", ".join(PROTOCOLS))
    if stage and stage not in set(Phase):
        return _("“{value}” is no stage ({known})").format(value=stage, known=", ".join(STAGES))
    return ""


def _in_columns(diagnosis: Diagnosis) -> _Row:
    remedies = " ".join(remedy.value for remedy in diagnosis.remedies)
    return dict(zip(_ADDED, (diagnosis.cause.value, diagnosis.confidence.value, remedies), strict=True))


def _as_csv(columns: list[str], rows: Iterable[_Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(columns)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
