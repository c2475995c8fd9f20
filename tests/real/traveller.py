"""A person with a laptop: a profile of Tegata's, carried from place to place, used through the terminal."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.program import TEGATA
from tests.real.bed import Bed
from tests.real.dovecot import PASSWORD, USER
from tests.real.places import Place

ADDRESS = "anna@provider-a.example"
BODY = "It was seen over Tsukigata.\n.\n..\nFrom there, 月が出た。\n"


@dataclass(frozen=True, slots=True)
class Entrance:
    """A server as the account's settings name it."""

    host: str
    port: int
    security: str


SMTP = Entrance("smtp.provider-a.example", 25, "starttls")
SUBMISSION = Entrance("smtp.provider-a.example", 587, "starttls")
SUBMISSIONS = Entrance("smtp.provider-a.example", 465, "tls")
POP = Entrance("pop.provider-a.example", 110, "starttls")
POPS = Entrance("pop.provider-a.example", 995, "tls")


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the account's settings that the tests vary. `window_minutes` is what Anna believes."""

    smtp: Entrance = SMTP
    pop: Entrance = POP
    smtp_auth: bool = False
    pop_before_send: bool = True
    window_minutes: float = 10
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """How `tegata send` ended: its exit code, the report of `--json`, and all that it printed."""

    code: int
    report: dict[str, Any]
    printed: str

    @property
    def outcome(self) -> str | None:
        return self.report.get("outcome")

    @property
    def cause(self) -> str | None:
        """The cause that was named to the user."""
        return self.report.get("cause")

    @property
    def steps(self) -> list[str]:
        return list(self.report.get("steps", ()))

    @property
    def message_id(self) -> str:
        return str(self.report.get("message_id"))


@dataclass(slots=True)
class Traveller:
    """Anna. `profile` is her laptop, `place` is where she is now."""

    bed: Bed
    profile: Path
    place: Place
    password: str = field(default=PASSWORD, repr=False)

    def settle(self, settings: Settings) -> None:
        """Write the account's settings."""
        self.profile.mkdir(mode=0o700, exist_ok=True)
        (self.profile / "accounts.toml").write_text(_toml(settings, self.bed.ca_file))

    def send(self, *recipients: str, options: Sequence[str] = ()) -> Sent:
        """Send a letter with `tegata send`."""
        to = [part for recipient in recipients for part in ("--to", recipient)]
        ended = self._tegata("send", "--subject", "The moon", "--body-file", self._body(), *to, *options)
        return Sent(ended.returncode, _last_line(ended.stdout), ended.stdout + ended.stderr)

    def send_what_is_due(self) -> int:
        """Run `tegata outbox send`, and return its exit code."""
        return self.send_again().code

    def send_again(self) -> Sent:
        """Send what is due with `tegata outbox send`, and return what is said of the last letter."""
        ended = self._tegata("outbox", "send", account=False)
        return Sent(ended.returncode, _last_line(ended.stdout), ended.stdout + ended.stderr)

    def outbox(self) -> list[dict[str, Any]]:
        """Return the parcels as `tegata outbox list --json` shows them."""
        listed = self.bed.run(self.place, *TEGATA, "outbox", "list", "--profile", self.profile, "--json")
        return [json.loads(line) for line in listed.stdout.splitlines()]

    def check(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run `tegata check`, and return how it ended."""
        return self._tegata("check", *options)

    def log_in(self) -> int:
        """Run `tegata login`, and return its exit code."""
        return self._tegata("login").returncode

    def _body(self) -> Path:
        body = self.profile / "body.txt"
        body.write_text(BODY)
        return body

    def _tegata(self, *words: str | Path, account: bool = True) -> subprocess.CompletedProcess[str]:
        whose = ("--account", "anna") if account else ()
        options = ("--profile", self.profile, *whose, "--password-stdin", "--json")
        return self.bed.run(self.place, *TEGATA, *words, *options, stdin=f"{self.password}\n")


def _toml(settings: Settings, ca_file: Path) -> str:
    trust = f'ca_file = "{ca_file}"' if settings.trusted else ""
    return f"""\
[[account]]
name = "anna"
address = "{ADDRESS}"
display_name = "Anna"
[account.submission]
{_server(settings.smtp)}
login = "{"password" if settings.smtp_auth else "none"}"
{trust}
[account.pop]
{_server(settings.pop)}
{trust}
[account.pop_before_send]
enabled = {str(settings.pop_before_send).lower()}
window_minutes = {settings.window_minutes}
"""


def _server(entrance: Entrance) -> str:
    return f"""\
host = "{entrance.host}"
port = {entrance.port}
security = "{entrance.security}"
user = "{USER}\""""


def _last_line(printed: str) -> dict[str, Any]:
    lines = printed.strip().splitlines()
    report: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return report
