"""The practice account: ready to use, with POP before send on."""

from tegata.accounts.account import Account, PopBeforeSend, Security, Server
from tegata.practice.door import Door
from tegata.practice.ledger import CUSTOMER
from tegata.practice.provider import PracticeProvider
from tegata.practice.rules import OWN_DOMAIN

ACCOUNT_NAME = "practice"
ADDRESS = f"{CUSTOMER}@{OWN_DOMAIN}"


def practice_account(provider: PracticeProvider, door: Door | None = None) -> Account:
    """Return an account at the provider, through its door `here` or another one.

    The window is as long as the provider's now. The password goes with it: `provider.password`. It may go in
    clear because it never leaves this computer.
    """
    door = door or provider.here
    return Account(
        name=ACCOUNT_NAME,
        address=ADDRESS,
        display_name="Anna",
        submission=Server(door.host, door.smtp_port, Security.NONE, CUSTOMER, allow_cleartext_password=True),
        pop=Server(door.host, door.pop_port, Security.NONE, CUSTOMER, allow_cleartext_password=True),
        pop_before_send=PopBeforeSend(enabled=True, window=provider.window),
    )
