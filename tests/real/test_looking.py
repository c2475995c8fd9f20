"""A look in a real mailbox for a letter that was perhaps delivered."""

import sys

import pytest

from tests.real.bed import Bed
from tests.real.places import LINE_C

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOUNCE = b"""\
Return-Path: <>
From: MAILER-DAEMON@provider-a.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; bob@elsewhere.example
Action: failed

--b
Content-Type: message/rfc822

Message-ID: <returned@provider-a.example>

--b--
"""


@pytest.mark.parametrize(
    ("letter", "name", "seen"),
    [
        (b"Message-ID: <copy@provider-a.example>\n\nHello\n", "copy", "own-copy"),
        (b"References: <x@y>\n <asked@provider-a.example>\n\nYes\n", "asked", "answered"),
        (BOUNCE, "returned", "returned"),
        (b"Subject: another one\n\nHello\n", "lost", ""),
    ],
)
def test_each_trace_is_found_and_nothing_else(bed: Bed, letter: bytes, name: str, seen: str) -> None:
    bed.put_in_mailbox(letter)
    message_id = f"<{name}@provider-a.example>"
    looked = bed.run(LINE_C, sys.executable, "-m", "tests.real.looker", bed.ca_file, message_id)
    assert looked.stdout == seen, looked.stderr
    assert len(bed.logins()) == 1
