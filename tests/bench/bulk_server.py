"""A server that takes letters of any size as fast as they come, and only counts octets. Run as a script.

    python -m tests.bench.bulk_server COUNTS BDAT|DATA [CHAIN KEY]

It listens on a free port of the loopback address, which it prints, with TLS if it is given a certificate.
It offers what Postfix offers, CHUNKING (RFC 3030) only where letters are to come by BDAT. To `COUNTS` it
appends a line for each letter: `whole` and the number of its octets, or `cut` and the time, in seconds of the
monotonic clock, when it saw that the client had left in the middle.
"""

import socket
import ssl
import sys
import threading
import time
from pathlib import Path

_RECEIVE = 1024 * 1024
_END = b"\r\n.\r\n"
_OFFERS = {
    "BDAT": b"250-bulk.example\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n250 CHUNKING\r\n",
    "DATA": b"250-bulk.example\r\n250-PIPELINING\r\n250-SIZE\r\n250 8BITMIME\r\n",
}


class Session:
    """One connection, read with one buffer."""

    def __init__(self, sock: socket.socket, counts: Path, offer: bytes) -> None:
        self._sock = sock
        self._counts = counts
        self._offer = offer
        self._half_way = False
        self._buffer = memoryview(bytearray(_RECEIVE))
        self._waiting = b""
        self._octets = 0

    def serve(self) -> None:
        """Answer until the client leaves."""
        try:
            self._serve()
        finally:
            if self._half_way:
                self._note(f"cut {time.monotonic()}")

    def _serve(self) -> None:
        self._say(b"220 bulk.example ESMTP\r\n")
        while (line := self._line()) is not None:
            words = line.upper().split()
            match words[0] if words else b"":
                case b"EHLO":
                    self._say(self._offer)
                case b"DATA":
                    self._half_way = True
                    self._say(b"354 go ahead\r\n")
                    self._take_until_dot()
                    self._accept()
                case b"BDAT":
                    self._half_way = True
                    self._take(int(words[1]))
                    if words[-1] == b"LAST":
                        self._accept()
                    else:
                        self._say(b"250 2.0.0 Ok\r\n")
                case b"QUIT":
                    self._say(b"221 2.0.0 Bye\r\n")
                    return
                case _:
                    self._say(b"250 2.1.0 Ok\r\n")

    def _accept(self) -> None:
        self._note(f"whole {self._octets}")
        self._octets, self._half_way = 0, False
        self._say(b"250 2.0.0 Ok: counted\r\n")

    def _line(self) -> bytes | None:
        while b"\n" not in self._waiting:
            received = self._receive()
            if not received:
                return None
            self._waiting += received
        line, _, self._waiting = self._waiting.partition(b"\n")
        return line

    def _take(self, octets: int) -> None:
        left = octets - len(self._waiting)
        self._waiting = self._waiting[octets:] if left < 0 else b""
        while left > 0:
            count = self._sock.recv_into(self._buffer, min(left, _RECEIVE))
            if not count:
                raise ConnectionError("gone in the middle of a letter")
            left -= count
        self._octets += octets

    def _take_until_dot(self) -> None:
        tail = b"\r\n" + self._waiting
        self._octets -= 2
        self._waiting = b""
        while not tail.endswith(_END):
            received = self._receive()
            if not received:
                raise ConnectionError("gone in the middle of a letter")
            self._octets += len(tail)
            tail = tail[-len(_END) :] + received
            self._octets -= min(len(_END), len(tail) - len(received))
        self._octets += len(tail) - len(_END) + 2

    def _receive(self) -> bytes:
        count = self._sock.recv_into(self._buffer)
        return bytes(self._buffer[:count])

    def _note(self, line: str) -> None:
        with self._counts.open("a") as file:
            file.write(f"{line}\n")

    def _say(self, reply: bytes) -> None:
        self._sock.sendall(reply)


def serve(counts: Path, way: str, trust: ssl.SSLContext | None) -> None:
    """Serve one client after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        sys.stdout.write(f"{server.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            sock, _ = server.accept()
            arguments = (sock, counts, _OFFERS[way], trust)
            threading.Thread(target=_attend, args=arguments, daemon=True).start()


def _attend(sock: socket.socket, counts: Path, offer: bytes, trust: ssl.SSLContext | None) -> None:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        with sock if trust is None else trust.wrap_socket(sock, server_side=True) as secured:
            Session(secured, counts, offer).serve()
    except OSError:
        return  # a client that was stopped half-way


def _server_side(chain: str, key: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], _server_side(*sys.argv[3:]) if sys.argv[3:] else None)
