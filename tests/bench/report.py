"""The benchmark's report, in markdown: every table with ratios, since the times are those of one machine."""

import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from tests.bench import polling as model
from tests.bench.aliveness import Aliveness
from tests.bench.bulk import BARE, STREAMING, TEGATA, Cost
from tests.bench.causes import Right
from tests.bench.full_outbox import FullOutbox
from tests.bench.many_letters import SENT, WAITING
from tests.bench.round_trips import Row
from tests.bench.sights import RUNS, Sight, how_cold
from tests.bench.start_up import StartUp

_MIB = 1024 * 1024
_NONE = "–"


def machine() -> str:
    """Say what the figures were measured on."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    facts = [
        f"{os.cpu_count()} × {cpu}",
        f"Linux {platform.release()}",
        f"Python {platform.python_version()}",
        f"commit {commit.stdout.strip() or 'unknown'}",
        f"load when it began {os.getloadavg()[0]:.1f}",
    ]
    return "\n".join(f"- {fact}" for fact in facts)


def round_trips(rows: Sequence[Row], round_trip: float) -> str:
    """Return the table of round trips; the ratios are to smtplib in the same run."""
    by_hand = {row.scenario: row for row in rows if row.client == "smtplib"}
    body = [
        [row.scenario, row.client, *map(_figure, row.round_trips), _ratios(row, by_hand[row.scenario])]
        for row in rows
    ]
    heads = ["way", "client", "1 recipient", "5 recipients", "smtplib ÷ client (1, 5)"]
    told = (
        "From the first SYN to the arrival of the final 250, in round trips of"
        f" {round_trip * 1000:.0f} ms.\nNext of a queue: from the letter's first packet after the 250 of the"
        " letter before it.\n\n"
    )
    return told + table(heads, body)


def bulk(costs: Sequence[Cost], octets: int) -> str:
    """Return the table of one big letter on the loopback address; the ratios are those of the same line."""
    heads = [
        "line", "client", "by", "s", "÷ Tegata", "CPU s", "÷ bare loop", "÷ bare loop without its start",
        "peak MiB", "above idle MiB",
    ]  # fmt: skip
    told = (
        f"An attachment of {octets // _MIB} MiB. The other clients' figures hold the start of their process,"
        " Tegata's do not.\n\n"
    )
    return told + table(heads, [_bulk_row(cost, costs) for cost in costs])


def _bulk_row(cost: Cost, costs: Sequence[Cost]) -> list[str]:
    peers: dict[str, Cost] = {}
    for each in costs:
        if each.security == cost.security:
            peers.setdefault(each.client, each)
    return [
        _line(cost.security),
        cost.client,
        cost.way,
        f"{cost.seconds:.2f}",
        f"{cost.seconds / peers[TEGATA].seconds:.1f}",
        f"{cost.cpu:.2f}",
        f"{cost.cpu / peers[BARE].cpu:.2f}",
        f"{cost.cpu / peers[STREAMING].cpu:.2f}",
        f"{cost.peak / _MIB:.0f}",
        _NONE if cost.idle is None else f"{(cost.peak - cost.idle) / _MIB:.1f}",
    ]


def aliveness(each: Sequence[Aliveness]) -> str:
    """Return the table of the window's longest gaps."""
    heads = [
        "line", "by", "idle ms", "sending ms", "more by ms", "s for the letter", "Cancel to stopped ms",
        "Cancel to the end at the server ms", "delivered",
    ]  # fmt: skip
    body = [
        [
            _line(one.security),
            one.way,
            f"{one.idle_gap * 1000:.1f}",
            f"{one.sending_gap * 1000:.1f}",
            f"{(one.sending_gap - one.idle_gap) * 1000:.1f}",
            f"{one.sending_seconds:.1f}",
            f"{one.cancel * 1000:.0f}",
            f"{one.silence * 1000:.0f}",
            "yes" if one.delivered else "no",
        ]
        for one in each
    ]
    return "The longest gap of a 5 ms timer in the window's loop.\n\n" + table(heads, body)


def many_letters(measured: FullOutbox) -> str:
    """Return the table of what a full outbox costs; gaps beside the gap of the same loop at rest."""
    gaps = {
        "nothing happens": measured.idle,
        "the outbox opens": measured.open,
        f"it is scrolled down, to row {measured.rows}": measured.scroll,
        "a word is searched for": measured.search,
        "letters are queued": measured.queueing,
    }
    body = [[what, f"{gap * 1000:.1f}", f"{(gap - measured.idle) * 1000:.1f}"] for what, gap in gaps.items()]
    return (
        f"{WAITING} letters wait, {SENT} were sent. "
        f"From Send to safe on disk: {measured.queue * 1000:.1f} ms in the middle, nine of ten within "
        f"{measured.queue_90 * 1000:.1f} ms; with nothing else at work {measured.alone * 1000:.1f} and "
        f"{measured.alone_90 * 1000:.1f} ms.\n\n" + table(["while", "longest gap ms", "more by ms"], body)
    )


def start_up(measured: StartUp) -> str:
    """Return the table of what is seen when; the ratios are to a bare window of Qt's."""
    bare = measured.warm[0].first
    lines = {
        "`tegata send --help`": measured.help,
        "the Python interpreter alone": measured.interpreter,
        "a second instance hands over": measured.hand_over,
        "a clicked address's window is painted": measured.click_to_paint,
        "the same, from the wish's arrival": measured.wish_to_paint,
    }
    body = [[what, f"{s * 1000:.0f}", f"{s / bare:.2f}"] for what, s in lines.items()]
    seen = [*_seen("warm", measured.warm), *_seen("cold", measured.cold)]
    heads = ["window", "files", "first paint ms", "÷ bare", "ready for a key ms", "÷ bare"]
    told = f"Cold: {how_cold()} before each start. Medians of {RUNS} starts in turns.\n\n"
    return told + table(heads, seen) + "\n" + table(["until", "ms", "÷ bare window, warm"], body)


def _seen(files: str, measured: Sequence[Sight]) -> Iterator[list[str]]:
    bare = measured[0].first
    for sight in measured:
        figures = [f"{sight.first * 1000:.0f}", f"{sight.first / bare:.2f}"]
        ready = (
            [_NONE, _NONE]
            if sight.ready is None
            else [f"{sight.ready * 1000:.0f}", f"{sight.ready / bare:.2f}"]
        )
        yield [sight.name, files, *figures, *ready]


def table(heads: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a table in markdown."""
    rows = [heads, ["---"] * len(heads), *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def polling(found: model.Compared) -> str:
    """Return the table of the simulated day: a line for each timer, and last a login when sending."""
    told = (
        f"Simulated, not measured: a day of {model.USERS:,} users, {found.letters_a_day:.1f} letters each,"
        " computers left on,\nevery login a success. The windows' columns say how many of the letters are"
        " refused.\n\n"
    )
    heads = ["mail is checked", "logins a user", "a second, of a million users"]
    heads += [f"window {_minutes(window)}" for window in model.WINDOWS]
    body = [_polled_row([each for each in found.polled if each.interval == n]) for n in model.INTERVALS]
    return told + table(heads, [*body, _just_in_time_row(found.instead)])


def _polled_row(row: Sequence[model.Polled]) -> list[str]:
    logins = row[0].logins_a_day
    first = [f"every {_minutes(row[0].interval)}", f"{logins:.0f}", f"{model.load(logins):,.0f}"]
    return first + [f"{each.refused:.0%}" for each in row]


def _just_in_time_row(row: Sequence[model.JustInTime]) -> list[str]:
    logins = [each.logins_a_day for each in row]
    loads = [f"{model.load(each):.0f}" for each in (min(logins), max(logins))]
    busiest = model.load(24 * max(each.busiest for each in row))
    first = ["when sending", f"{min(logins):.1f}–{max(logins):.1f}"]
    return [*first, f"{'–'.join(loads)}, at most {busiest:.0f} in the busiest hour", *["0%"] * len(row)]


def causes(each: Sequence[Right], unseen: tuple[int, int]) -> str:
    """Tell how many replies of each cause are read right, with all the wording and without their family's."""
    rows = [
        [one.cause, f"{one.right} of {one.lines}", f"{one.held_out} of {one.lone}"]
        for one in (*each, _sum_of(each))
    ]
    heads = ("cause", "read right", "with the wording of its family held out")
    return f"{table(heads, rows)}\nOf {unseen[0]} lines that no wording was written for: {unseen[1]}.\n"


def _sum_of(each: Sequence[Right]) -> Right:
    sums = (
        sum(column) for column in zip(*((r.lines, r.right, r.lone, r.held_out) for r in each), strict=True)
    )
    return Right("all", *sums)


def _minutes(span: timedelta) -> str:
    return f"{span / timedelta(minutes=1):g} min"


def _figure(round_trips: float | None) -> str:
    return _NONE if round_trips is None else f"{round_trips:.1f}"


def _ratios(row: Row, by_hand: Row) -> str:
    pairs = zip(row.round_trips, by_hand.round_trips, strict=True)
    return ", ".join(_NONE if own is None or other is None else f"{other / own:.1f}" for own, other in pairs)


def _line(security: str) -> str:
    return {"none": "plain", "tls": "TLS"}[security]


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()
