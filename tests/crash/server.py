"""The judge's own SMTP server: it alone knows which letters were accepted, and how often. Run as a script.

    python -m tests.crash.server

It prints its port. A line on standard input begins a new count, `new` or `new CHUNKING`; `count` is answered
with a line of JSON once every client has left: a list of [subject, recipient], one for each acceptance.
A letter is known by its subject, so that one that was edited and left under another Message-ID is the same.

Recipients are answered by their names: `refused@` with a 550, `wrong@` so the first time, `later@` the first
time with a 451; and the first letter to `cut@` is accepted by hanging up.
"""

import json
import re
import socket
import sys
import threading
from collections import Counter
from contextlib import suppress

_SUBJECT = re.compile(rb"^Subject: *(.*?)\r?$", re.MULTILINE)


class Count:
    """What was accepted since the last `new`."""

    def __init__(self, offers: str = "") -> None:
        self.offers = [word for word in ("PIPELINING", "8BITMIME", offers) if word]
        self.accepted: list[tuple[str, str]] = []
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def is_first(self, what: str) -> bool:
        """Whether it is asked about this for the first time."""
        with self._lock:
            self._seen[what] += 1
            return self._seen[what] == 1

    def accept(self, letter: bytes, recipients: list[str]) -> None:
        """Note that these have the letter."""
        found = _SUBJECT.search(letter)
        subject = found[1].decode() if found else ""
        with self._lock:
            self.accepted += [(subject, recipient) for recipient in recipients]


class Session:
    """One client, from its greeting until it leaves, however it does."""

    def __init__(self, line: socket.socket, count: Count) -> None:
        self._line = line
        self._file = line.makefile("rb")
        self._count = count
        self._recipients: list[str] = []
        self._chunks: list[bytes] = []

    def serve(self) -> None:
        """Answer until the client has left."""
        with self._line, self._file, suppress(OSError):
            self._say("220 judge.example ESMTP")
            while line := self._file.readline():
                if not self._answer(line.decode("latin-1").rstrip("\r\n")):
                    break

    def _answer(self, line: str) -> bool:
        match line.upper().split(" ")[0]:
            case "EHLO":
                self._say(
                    "\r\n".join(
                        ["250-judge.example", *(f"250-{word}" for word in self._count.offers), "250 SIZE"]
                    )
                )
            case "MAIL" | "RSET":
                self._recipients, self._chunks = [], []
                self._say("250 2.1.0 Ok")
            case "RCPT":
                self._recipient(line.partition("<")[2].partition(">")[0])
            case "DATA" if self._recipients:
                self._say("354 go on")
                return self._take(self._until_dot())
            case "BDAT" if self._recipients:
                return self._chunk(line.upper().split()[1:])
            case "QUIT":
                self._say("221 2.0.0 bye")
                return False
            case _:
                self._say("503 5.5.1 no")
        return True

    def _recipient(self, address: str) -> None:
        name = address.partition("@")[0]
        if name.startswith("refused") or (name.startswith("wrong") and self._count.is_first(address)):
            self._say(f"550 5.1.1 <{address}>: no such mailbox")
        elif name.startswith("later") and self._count.is_first(address):
            self._say(f"451 4.7.1 <{address}>: greylisted")
        else:
            self._recipients.append(address)
            self._say("250 2.1.5 Ok")

    def _until_dot(self) -> bytes:
        lines = []
        while (line := self._file.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise ConnectionError("gone in the middle of a letter")
            lines.append(line)
        return b"".join(lines)

    def _chunk(self, words: list[str]) -> bool:
        octets = self._file.read(int(words[0]))
        if len(octets) < int(words[0]):
            raise ConnectionError("gone in the middle of a letter")
        self._chunks.append(octets)
        if words[-1] == "LAST":
            return self._take(b"".join(self._chunks))
        self._say("250 2.0.0 Ok")
        return True

    def _take(self, letter: bytes) -> bool:
        self._count.accept(letter, self._recipients)
        if any(each.startswith("cut") and self._count.is_first(each) for each in self._recipients):
            return False
        self._say("250 2.0.0 Ok: accepted")
        return True

    def _say(self, reply: str) -> None:
        self._line.sendall(f"{reply}\r\n".encode())


class Judge:
    """Takes clients in, and answers standard input."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._server.getsockname()[1]
        self._count = Count()
        self._sessions: list[threading.Thread] = []
        self._came: set[int] = set()
        self._news = threading.Condition()

    def begin(self, offers: str) -> None:
        self._count = Count(offers)
        self._came.clear()

    def take_in(self) -> None:
        """Serve whoever comes."""
        while True:
            line, peer = self._server.accept()
            session = threading.Thread(target=Session(line, self._count).serve, daemon=True)
            session.start()
            with self._news:
                self._sessions.append(session)
                self._came.add(peer[1])
                self._news.notify_all()

    def count(self) -> list[tuple[str, str]]:
        """Return what was accepted, once all who came have left: the last in the queue is our own client."""
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            own = last.getsockname()[1]
            with self._news:
                self._news.wait_for(lambda: own in self._came)
        for session in self._sessions:
            session.join()
        self._sessions.clear()
        return self._count.accepted


def main() -> None:
    """Serve until standard input ends."""
    judge = Judge()
    threading.Thread(target=judge.take_in, daemon=True).start()
    print(judge.port, flush=True)
    for line in sys.stdin:
        verb, _, offers = line.strip().partition(" ")
        if verb == "new":
            judge.begin(offers)
        print(json.dumps(judge.count() if verb == "count" else []), flush=True)


if __name__ == "__main__":
    main()
