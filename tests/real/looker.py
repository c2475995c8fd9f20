"""Looks in Anna's mailbox for a letter. Run as a script.

    python -m tests.real.looker CA_FILE MESSAGE_ID

Prints the traces, or what came instead.
"""

import asyncio
import sys

from tegata.clock import system_clock
from tegata.delivery.looking import look_for
from tegata.delivery.notices import LookResult, Role
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.protocols.pop3_traces import Looked
from tegata.secret import Secret
from tests.real.dovecot import PASSWORD
from tests.real.office import annas_account
from tests.real.traveller import POP, SMTP


async def look(ca_file: str, message_id: str) -> LookResult:
    """Look once."""
    account = annas_account(SMTP, ca_file, pop=POP)
    passwords = Passwords(KeyRing("real"))
    await passwords.give(account.name, Role.POP, Secret(PASSWORD), keep=False)
    return await look_for(message_id, account, Tools(clock=system_clock(), passwords=passwords), None)


if __name__ == "__main__":
    found = asyncio.run(look(*sys.argv[1:]))
    words = sorted(found.traces) if isinstance(found, Looked) else [repr(found)]
    sys.stdout.write("\n".join(words))
