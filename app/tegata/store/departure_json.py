"""A departure as text, for the database."""

import json
from datetime import datetime, timedelta

from tegata.store.departure import Departure, SendAt, UndoUntil


def encode_departure(departure: Departure | None) -> str | None:
    """Return the text; None stays None."""
    match departure:
        case UndoUntil(process=process, until=until, span=span):
            spans = {"until": until.total_seconds(), "span": span.total_seconds()}
            return json.dumps({"process": process, **spans})
        case SendAt(wall=wall, zone=zone):
            return json.dumps({"wall": wall.isoformat(), "zone": zone})
        case None:
            return None


def decode_departure(text: str | None) -> Departure | None:
    """Return what `encode_departure` took in. Raises ValueError or KeyError for anything else."""
    if text is None:
        return None
    table = json.loads(text)
    if "process" in table:
        until, span = timedelta(seconds=table["until"]), timedelta(seconds=table["span"])
        return UndoUntil(table["process"], until, span)
    return SendAt(datetime.fromisoformat(table["wall"]), table["zone"])
