"""The least that sending an attachment can cost: read, encode, write. Run as a script.

    python -m tests.bench.bare_stream ERRAND FILE

No MIME but the base64 lines, no store, no checks, one blocking socket: what any mailer written in Python has
to do at least, and the yardstick for Tegata's use of the processor. It prints a JSON object: seconds and
seconds of the processor without the start of its process, as they are counted for Tegata.
"""

import json
import socket
import ssl
import struct
import sys
import time
from pathlib import Path

from pybase64 import b64encode

from tests.bench.errand import LETTER, Errand

_BLOCK = 57 * 1024
_LINES = struct.Struct("76s" * (_BLOCK // 57) + "0s")


def stream(errand: Errand, attachment: Path) -> None:
    """Send the attachment as base64 lines behind a small letter."""
    sock: socket.socket = socket.create_connection((errand.smtp.host, errand.smtp.port))
    if errand.smtp.security == "tls":
        trust = ssl.create_default_context(cafile=errand.ca_file)
        sock = trust.wrap_socket(sock, server_hostname=errand.smtp.host)
    with sock, attachment.open("rb") as file, sock.makefile("rb") as replies:
        replies.readline()
        sock.sendall(f"MAIL FROM:<{errand.sender}>\r\nRCPT TO:<{errand.recipients[0]}>\r\nDATA\r\n".encode())
        for _ in range(3):
            replies.readline()
        sock.sendall(LETTER)
        while block := file.read(_BLOCK):
            sock.sendall(_encode(block))
        sock.sendall(b".\r\n")
        assert replies.readline().startswith(b"250")


def _encode(block: bytes) -> bytes:
    text = b64encode(block)
    if len(block) < _BLOCK:
        return b"".join(text[at : at + 76] + b"\r\n" for at in range(0, len(text), 76))
    return b"\r\n".join(_LINES.unpack(text))


if __name__ == "__main__":
    began, worked = time.monotonic(), time.process_time()
    stream(Errand.read(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps({"seconds": time.monotonic() - began, "cpu": time.process_time() - worked}))
