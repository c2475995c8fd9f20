"""What the provider knows: its one customer, who logged in from where and when, and what was delivered."""

import hmac
from collections import deque
from datetime import timedelta

from tegata.clock import Clock
from tegata.practice.happenings import Bulletin, Delivered, LoggedIn, LoginFailed, Moved, RelayRefused
from tegata.practice.lines import Line
from tegata.practice.rules import OWN_DOMAIN, Grounds, Refusal, grounds, refused
from tegata.secret import Secret

CUSTOMER = "anna"
_EARLIER = tuple(
    f"From: Otto <otto@{OWN_DOMAIN}>\r\nSubject: {subject}\r\n".encode()
    for subject in ("Lunch", "The site", "Keys")
)
"""What waits in the customer's mailbox from before; only headers are ever asked for."""

_LETTERS_KEPT = 100  # the oldest goes: the letters are in memory, and a program may practise all night


class Ledger:
    """The provider's memory. Its servers ask it and tell it; nothing here touches a socket.

    `window` is how long a POP login lets its line relay; a new length counts for logins already made, as it
    does where the server looks up the age of a login. `refusal` is how it words "no". `line` is where clients
    of the door `here` are. While it `loses_receipts`, the line breaks when a letter has been accepted.
    """

    def __init__(self, clock: Clock, password: Secret, window: timedelta, line: Line) -> None:
        self.password = password
        self.window = window
        self.refusal = Refusal.POSTFIX
        self.logins = 0
        self.loses_receipts = False
        self.bulletin = Bulletin()
        self._clock = clock
        self._line = line
        self._last_login: dict[Line, timedelta] = {}
        self._delivered: deque[Delivered] = deque(maxlen=_LETTERS_KEPT)

    @property
    def line(self) -> Line:
        """Where clients of the door `here` are."""
        return self._line

    @property
    def delivered(self) -> tuple[Delivered, ...]:
        """The latest accepted letters, oldest first."""
        return tuple(self._delivered)

    def mailbox(self) -> tuple[bytes, ...]:
        """Return the letters in the customer's mailbox, oldest first."""
        return (*_EARLIER, *(each.content for each in self._delivered if _is_for_customer(each)))

    def move(self, line: Line) -> None:
        """Put clients of the door `here` on `line`."""
        self._line = line
        self.bulletin.post(Moved(line, self._clock.wall()))

    def pop_login(self, line: Line, user: str, password: str) -> bool:
        """Open the window of `line` if name and password are right. A second login extends it."""
        if not self.proves(line, user, password):
            return False
        self.logins += 1
        self._last_login[line] = self._clock.now()
        self.bulletin.post(LoggedIn(line, self._clock.wall()))
        return True

    def proves(self, line: Line, user: str, password: str) -> bool:
        """Whether name and password are right. Both the bare name and the whole address will do."""
        known = user.casefold() in {CUSTOMER, f"{CUSTOMER}@{OWN_DOMAIN}"}
        right = hmac.compare_digest(password.encode(), self.password.reveal().encode())
        if not (known and right):
            self.bulletin.post(LoginFailed(line, self._clock.wall()))
        return known and right

    def window_left(self, line: Line) -> timedelta:
        """Return how long `line` may still relay because of a POP login; zero when no window is open."""
        opened = self._last_login.get(line)
        if opened is None:
            return timedelta(0)
        return max(timedelta(0), opened + self.window - self._clock.now())

    def grounds(self, line: Line, recipient: str, *, authenticated: bool) -> Grounds | None:
        """Return why `recipient` is accepted now; None when relaying is refused."""
        window_open = self.window_left(line) > timedelta(0)
        return grounds(recipient, line, authenticated=authenticated, window_open=window_open)

    def refuse(self, line: Line, recipient: str) -> str:
        """Note that `recipient` was refused, and return the reply."""
        reply = refused(recipient, self.refusal)
        self.bulletin.post(RelayRefused(line, recipient, reply, self._clock.wall()))
        return reply

    def deliver(self, line: Line, sender: str, recipients: tuple[str, ...], content: bytes) -> None:
        """Keep an accepted letter."""
        letter = Delivered(sender, recipients, content, line, self._clock.wall())
        self._delivered.append(letter)
        self.bulletin.post(letter)


def _is_for_customer(letter: Delivered) -> bool:
    return any(each.casefold() == f"{CUSTOMER}@{OWN_DOMAIN}" for each in letter.recipients)
