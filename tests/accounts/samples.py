"""Accounts for the tests of this room."""

from datetime import timedelta

from tegata.accounts.account import Account, Login, Polling, PopBeforeSend, Security, Server

HOME = Account(
    name="home",
    address="hana@a.example",
    display_name="Hana",
    submission=Server("mail.a.example", 587, Security.STARTTLS, "hana", Login.PASSWORD),
    pop=Server("pop.a.example", 995, Security.TLS, "hana"),
    pop_before_send=PopBeforeSend(enabled=True, window=timedelta(minutes=7.5)),
    polling=Polling(timedelta(minutes=15)),
    signature="Hana\n— from the road",
)
PLAIN = Account("plain", "ken@b.example", "", Server("192.0.2.25", 25, Security.NONE))
