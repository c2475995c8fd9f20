"""How the line under a dialogue is secured, as far as the dialogue has to know."""

from enum import StrEnum


class Channel(StrEnum):
    """The values are those of `accounts.Security`, a room that this one does not see: `Channel(security)`."""

    TLS = "tls"  # from the first octet: nothing for the dialogue to do
    STARTTLS = "starttls"
    NONE = "none"
