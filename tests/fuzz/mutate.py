"""Changes conversations where it matters: in a code, a word, a line, a turn; sometimes in any octet."""

import random
from collections.abc import Callable

from tests.fuzz.conversation import Conversation, Wish

SMTP_WORDS = (
    b"220 hi", b"220-one", b"221 bye", b"235 ok", b"250 ok", b"250-mail [192.0.2.7]", b"250-PIPELINING",
    b"250-SIZE 100", b"250-SIZE 99999999999999999999999", b"250-SMTPUTF8", b"250-CHUNKING", b"250-8BITMIME",
    b"250-STARTTLS", b"250 STARTTLS", b"250 AUTH PLAIN", b"250-AUTH LOGIN", b"250 AUTH=CRAM-MD5 SCRAM-SHA-1",
    b"251 ok", b"334 ", b"334", b"334 VXNlcm5hbWU6", b"334 %", b"354 go on", b"354-go on", b"399 hm",
    b"421 bye", b"450 later", b"451 4.7.1 later", b"500 what", b"502 what", b"504 what", b"535 5.7.8 no",
    b"550 5.7.1 relaying denied", b"550-no", b"552 full", b"554 5.7.1 no", b"2500 ok", b"250", b"25", b"",
    b"250-\xe9\x9b\xaa", b"250 \x1b[2J", b"250 [IPv6:::1]", b"\xff\0", b"+OK", b"250 pencil AHVzZXIAcGVuY2ls",
)  # fmt: skip
POP_WORDS = (
    b"+OK", b"+OK hi <1896.697170952@dbc.mtview.ca.us>", b"+OK <1@>", b"+OK 3 4711", b"+OK 99999999999 1",
    b"+OK -1 x", b"-ERR", b"-ERR no", b"-ERR [IN-USE] no", b"-ERR [SYS/TEMP] no", b"-ERR [AUTH] no",
    b"-ERR [LOGIN-DELAY] no", b"+ ", b"+", b"+ %", b"+ VXNlcm5hbWU6", b"STLS", b"USER", b"PIPELINING",
    b"SASL PLAIN", b"SASL LOGIN", b"SASL CRAM-MD5", b"SASL SCRAM-SHA-1 SCRAM-SHA-256", b".", b"..", b". ",
    b"+OKAY", b"-ERROR", b"\xff\0", b"250 ok", b"+OK \x1b[2J", b"", b"+OK pencil", b"[X] ", b"TOP",
)  # fmt: skip
# RFC 5802 section 5, and RFC 2195 section 2
CHALLENGES = (
    b"cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1RU1hDUitRNnNlazhiZjkyLGk9NDA5Ng==",
    b"dj1ybUY5cHFWOFM3c3VBb1pXamE0ZEpSa0ZzS1E9",
    b"ZT1pbnZhbGlkLXByb29m",
    b"PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
)
WORDS = {
    "smtp": SMTP_WORDS + tuple(b"334 " + each for each in CHALLENGES),
    "pop3": POP_WORDS + tuple(b"+ " + each for each in CHALLENGES),
}
ENDS = (b"\r\n",) * 12 + (b"\n", b"\r", b"", b"\r\r\n")
MOST_TURNS = 24
MOST_OCTETS = 200_000
_IN_STEP = 0.8
"""How often one conversation goes on where the other one broke off."""
_OF_TURNS = 0.2
"""How often whole turns are changed; after most of that nothing fits any more."""

Change = Callable[[list[bytes], "Dice"], None]


class Dice(random.Random):
    """Chance, and the words of the protocol."""

    def __init__(self, seed: int, words: tuple[bytes, ...]) -> None:
        super().__init__(seed)
        self._words = words

    def line(self) -> bytes:
        return self.choice(self._words) + self.choice(ENDS)

    def place(self, sequence: list[bytes]) -> int:
        return self.randrange(len(sequence) + 1)


def mutate(octets: bytes, protocol: str, seed: int) -> bytes:
    """Return a conversation that differs in one to four places; the same for the same seed."""
    dice = Dice(seed, WORDS[protocol])
    conversation = Conversation.read(octets)
    wishes, turns = set(conversation.wishes), list(conversation.turns)
    for _ in range(dice.randint(1, 4)):
        if dice.random() < 0.1:
            wishes ^= {dice.choice(list(Wish))}
        else:
            changes = _TURN_CHANGES if dice.random() < _OF_TURNS else _LINE_CHANGES
            dice.choice(changes)(turns, dice)
    turns = [turn[:MOST_OCTETS] for turn in turns]
    return Conversation(frozenset(wishes), tuple(turns[:MOST_TURNS])).octets()


def cross(octets: bytes, others: bytes, seed: int) -> bytes:
    """Return a conversation that begins as the first and ends as the second."""
    dice = random.Random(seed)  # noqa: S311 - the same each time
    first, second = Conversation.read(octets), Conversation.read(others)
    at = dice.randrange(len(first.turns) + 1)
    to = at if dice.random() < _IN_STEP else dice.randrange(len(second.turns) + 1)
    return Conversation(first.wishes, (first.turns[:at] + second.turns[to:])[:MOST_TURNS]).octets()


def _on_lines(change: Change) -> Change:
    """Apply a change of a list to the lines of one turn."""

    def changed(turns: list[bytes], dice: Dice) -> None:
        if turns:
            number = max(dice.randrange(len(turns)), dice.randrange(len(turns)))  # the deeper, the rarer
            lines = turns[number].splitlines(keepends=True)
            change(lines, dice)
            turns[number] = b"".join(lines)

    return changed


def _insert(sequence: list[bytes], dice: Dice) -> None:
    sequence.insert(dice.place(sequence), dice.line())


def _remove(sequence: list[bytes], dice: Dice) -> None:
    if sequence:
        del sequence[dice.randrange(len(sequence))]


def _double(sequence: list[bytes], dice: Dice) -> None:
    if sequence:
        sequence.insert(dice.place(sequence), dice.choice(sequence))


def _swap(sequence: list[bytes], dice: Dice) -> None:
    if sequence:
        one, two = dice.randrange(len(sequence)), dice.randrange(len(sequence))
        sequence[one], sequence[two] = sequence[two], sequence[one]


def _end_early(sequence: list[bytes], dice: Dice) -> None:
    del sequence[dice.place(sequence) :]


def _replace(lines: list[bytes], dice: Dice) -> None:
    if lines:
        lines[dice.randrange(len(lines))] = dice.line()


def _change_code(lines: list[bytes], dice: Dice) -> None:
    if lines:
        at = dice.randrange(len(lines))
        lines[at] = dice.line()[:3] + lines[at][3:]


def _change_end(lines: list[bytes], dice: Dice) -> None:
    if lines:
        at = dice.randrange(len(lines))
        lines[at] = lines[at].rstrip(b"\r\n") + dice.choice(ENDS)


def _stretch(lines: list[bytes], dice: Dice) -> None:
    """Make a line, or a reply, as long as the limits or longer."""
    if lines:
        at = dice.randrange(len(lines))
        if dice.random() < 0.5:
            lines[at] = lines[at][:4] + b"x" * dice.choice([4086, 4087, 4090, 5000]) + b"\r\n"
        else:
            lines[at] *= dice.choice([2, 40, 999, 1001])


def _change_octet(lines: list[bytes], dice: Dice) -> None:
    if lines:
        at = dice.randrange(len(lines))
        line = bytearray(lines[at])
        line[dice.randrange(len(line))] = dice.randrange(256)
        lines[at] = bytes(line)


_TURN_CHANGES: tuple[Change, ...] = (_insert, _remove, _double, _swap, _end_early)
_LINE_CHANGES = tuple(
    _on_lines(change)
    for change in (
        *(_insert, _remove, _double, _swap, _replace, _replace),
        *(_change_code, _change_code, _change_end, _stretch, _change_octet),
    )
)
