"""What is sent how: the five ways to a provider that the round trips are counted for."""

from dataclasses import dataclass

from tests.real.traveller import Entrance

SMTP_HOST = "smtp4.provider-a.example"
EXIM_HOST = "exim4.provider-a.example"
POP_HOST = "pop4.provider-a.example"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way. Without `auth` and `pop` the recipients are in the provider's own domain."""

    name: str
    smtp: Entrance
    auth: bool = False
    pop: Entrance | None = None

    def recipients(self, number: int) -> list[str]:
        """Return so many recipients that the server takes from this client."""
        domain = "elsewhere.example" if self.auth or self.pop else "provider-a.example"
        return [f"reader-{each}@{domain}" for each in range(number)]


_PLAIN = Entrance(SMTP_HOST, 25, "none")
SCENARIOS = (
    Scenario("25", _PLAIN),
    Scenario("587 STARTTLS + AUTH", Entrance(SMTP_HOST, 587, "starttls"), auth=True),
    Scenario("465 TLS + AUTH", Entrance(SMTP_HOST, 465, "tls"), auth=True),
    # Exim switches Nagle's algorithm off. Postfix does not: under TLS that costs every client a round trip.
    Scenario("587 STARTTLS + AUTH, Exim", Entrance(EXIM_HOST, 587, "starttls"), auth=True),
    Scenario("465 TLS + AUTH, Exim", Entrance(EXIM_HOST, 465, "tls"), auth=True),
    Scenario("POP3, then 25", _PLAIN, pop=Entrance(POP_HOST, 110, "none")),
    Scenario("POP3S, then 25", _PLAIN, pop=Entrance(POP_HOST, 995, "tls")),
)
