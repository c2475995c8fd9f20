"""What a server might say, near enough to sense to get far: the same for each seed.

Whatever it is, a dialogue must end with a value; `playbook.improvise` plays it.
"""

import random

ROUNDS = 10_000

SMTP_WORDS = [
    b"220 hi\r\n",
    b"250 ok\r\n",
    b"250-mail\r\n250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n",
    b"250-mail\r\n250 AUTH LOGIN\r\n",
    b"251 ok\r\n",
    b"235 ok\r\n",
    b"334 VXNlcm5hbWU6\r\n",
    b"354 go on\r\n",
    b"421 bye\r\n",
    b"450 later\r\n",
    b"502 what?\r\n",
    b"550-no\r\n550 5.7.1 no\r\n",
    b"250-",
    b"2500 ok\r\n",
    b"\n",
    b"\xff\x00",
]
POP_WORDS = [
    b"+OK\r\n",
    b"+OK hi <1@a>\r\n",
    b"+OK\r\nSTLS\r\nUSER\r\nPIPELINING\r\n.\r\n",
    b"+OK\r\nSASL PLAIN\r\n.\r\n",
    b"-ERR\r\n",
    b"-ERR [IN-USE] no\r\n",
    b"+ \r\n",
    b".\r\n",
    b"+OKAY\r\n",
    b"\xff\x00",
]


def speech(words: list[bytes], seed: int) -> bytes:
    """Mostly sensible words, sometimes with an octet changed."""
    dice = random.Random(seed)  # noqa: S311 - the same each time
    said = bytearray(b"".join(dice.choices(words, k=dice.randrange(12))))
    if said and dice.random() < 0.3:
        said[dice.randrange(len(said))] = dice.randrange(256)
    return bytes(said)
