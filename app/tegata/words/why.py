"""Why can't I send? The rules of relaying in six points, told with the reader's own servers where known."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tegata.accounts.account import DEFAULT_WINDOW, Account, Login, Server
from tegata.relay.polling_bill import DAY, HOUR, PollingBill, bill
from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tegata.words.gettext import _
from tegata.words.times import clock_time, in_minutes

_CUSTOMERS = 1_000_000


class Topic(StrEnum):
    """What each point is about, in the order in which they are told."""

    RELAYING = "relaying"
    RULES = "rules"
    PROOFS = "proofs"
    LUCK = "luck"
    POLLING = "polling"
    TEGATA = "tegata"


@dataclass(frozen=True, slots=True)
class Point:
    """One point; `text` has a line for each paragraph. `own` is what is known of the reader, or empty.

    `picture` says what is drawn, for those who do not see it.
    """

    topic: Topic
    title: str
    text: str
    own: str
    picture: str


def points(account: Account | None, status: WindowStatus) -> tuple[Point, ...]:
    """Return the six points for an account, or for nobody in particular, in the language in use."""
    return (
        _relaying(account),
        _rules(status),
        _proofs(account, status),
        _luck(account),
        _polling(account),
        _tegata(account),
    )


def window_for(account: Account | None) -> timedelta:
    """Return the window to reckon with: the account's, or the usual one where that shows nothing."""
    window = account.pop_before_send.window if account is not None else DEFAULT_WINDOW
    return window if window <= HOUR else DEFAULT_WINDOW


def sparse_bill(account: Account | None) -> PollingBill:
    """Return the bill for a timer that is slower than the window by half: it leaves a third of the day."""
    window = window_for(account)
    interval = window * 3 / 2
    letters = [HOUR * hour // interval * interval + window * late for hour, late in _LETTERS]
    return bill(interval, window, letters)


# The hour of each letter, and how many windows after a login it is written: one comes too late.
_LETTERS = ((5, 0.3), (10, 0.5), (14, 1.25), (19, 0.2))


def _relaying(account: Account | None) -> Point:
    own = _("For you, that server is {host}.").format(host=account.submission.host) if account else ""
    return Point(
        Topic.RELAYING,
        _("What relaying is"),
        _(
            "Your provider’s server takes letters for its own mailboxes from anybody: that is how mail"
            " reaches you. Carrying a letter on to another provider is called relaying, and it does that"
            " only for people it knows. Once, servers relayed for everybody. Then spammers handed them one"
            " letter for a thousand strangers."
        ),
        own,
        _(
            "A letter from anybody reaches the provider’s own mailboxes. On the way to other providers it is"
            " stopped."
        ),
    )


def _rules(status: WindowStatus) -> Point:
    return Point(
        Topic.RULES,
        _("Whom the server knows"),
        _(
            "On your provider’s own network, on the line that it laid to your home, the server knows you by"
            " the line. On any other network, in a hotel, at work or at home with another provider’s line,"
            " you are a stranger to it until you prove who you are with your password. That is why the same"
            " settings send from one place and fail at the next."
        ),
        _where(status),
        _(
            "From the own network letters pass to own mailboxes and to other providers. From another network"
            " they pass to own mailboxes, and to other providers only with a proof."
        ),
    )


def _where(status: WindowStatus) -> str:
    if status.why is NotNeeded.OWN_NETWORK:
        return _("Here, it has passed your letters on without a login.")
    if status.window is not None and status.window.seen_from.server_sees:
        seen = status.window.seen_from.server_sees
        return _("At your last login, it saw you at the address {address}.").format(address=seen)
    return ""


def _proofs(account: Account | None, status: WindowStatus) -> Point:
    return Point(
        Topic.PROOFS,
        _("Two ways to prove who you are"),
        _(
            "SMTP AUTH: you give the password while you hand the letter over. (SMTP is how letters leave.)"
            " This works from every network.\n"
            "POP before SMTP: first you log in to your mailbox. (POP is how letters are fetched.) Then, for"
            " some minutes, the server relays whatever comes from the same place on the net. These minutes"
            " are the window. When they are over, or when you move, you are a stranger again."
        ),
        "\n".join(filter(None, (_own_proof(account), _last_login(status)))),
        _(
            "SMTP AUTH: the letter and the key go to the server together. POP before SMTP: the key goes to"
            " the mailbox, which opens the window, and the letter follows through it."
        ),
    )


def _own_proof(account: Account | None) -> str:
    match account:
        case Account(submission=Server(login=Login.PASSWORD) as smtp):
            return _("Your account uses SMTP AUTH at {host}.").format(host=smtp.host)
        case Account(submission=smtp, pop=Server() as pop) if account.pop_before_send.enabled:
            words = _("For you, a login at {pop} lets letters through at {smtp} for {window}.")
            if pop.host == smtp.host:
                words = _("For you, a login at {pop} lets letters through there for {window}.")
            return words.format(
                pop=pop.host, smtp=smtp.host, window=in_minutes(account.pop_before_send.window)
            )
        case Account():
            return _("Your account uses neither of them now.")
        case None:
            return ""


def _last_login(status: WindowStatus) -> str:
    if status.window is None or status.ends_wall is None:
        return ""
    at, until = clock_time(status.window.opened_wall), clock_time(status.ends_wall)
    match status.state:
        case WindowState.OPEN | WindowState.ENDING:
            return _("The last login was at {time}; its window is open until {until}.").format(
                time=at, until=until
            )
        case WindowState.VOID if status.why is Void.MOVED:
            return _("The last login was at {time}, on another network.").format(time=at)
        case _:
            return _("The last login was at {time}; its window is over.").format(time=at)


def _luck(account: Account | None) -> Point:
    window = in_minutes(window_for(account))
    return Point(
        Topic.LUCK,
        _("Sending by luck"),
        _(
            "A mail program that checks for new mail every {window} logs in each time, and so keeps a window"
            " of {window} open without meaning to. Nobody notices that there is one. Then checking is turned"
            " off, or the provider shortens the window, and sending fails, always or now and then. Nothing"
            " is broken: the luck has run out."
        ).format(window=window),
        "",
        _(
            "While mail is checked every {window}, the window is always open and a letter goes out. When"
            " checking ends, the window closes and a letter is refused."
        ).format(window=window),
    )


def _polling(account: Account | None) -> Point:
    found = sparse_bill(account)
    facts = {
        "interval": in_minutes(found.interval),
        "window": in_minutes(found.window),
        "logins": found.logins_a_day,
        "hours": f"{(DAY - DAY * float(found.luck)) / HOUR:.0f}",
        "rate": f"{found.logins_a_day * _CUSTOMERS * timedelta(seconds=1) / DAY:,.0f}",
    }
    every = account.polling.every if account is not None else None
    return Point(
        Topic.POLLING,
        _("Why not simply check more often?"),
        _(
            "On a computer left on, a check every {interval} makes {logins} logins a day, nearly all for"
            " nothing. A provider with a million such customers answers {rate} logins a second, and some"
            " shut out those who log in too often. And it is still luck: a window of {window} is then shut"
            " for {hours} hours of the day."
        ).format(**facts),
        _("You have turned it on, every {interval}.").format(interval=in_minutes(every)) if every else "",
        _(
            "A day with a check every {interval}: {logins} logins, with gaps in between. A day with a login"
            " only when a letter is sent: {few} logins, and no letter fails."
        ).format(few=len(found.instead), **facts),
    )


def _tegata(account: Account | None) -> Point:
    return Point(
        Topic.TEGATA,
        _("What Tegata does"),
        _(
            "When you press Send, and only then, Tegata logs in, once for all letters that wait. It hands"
            " them over right behind the login, and shows how long the window stays open. On another network"
            " it logs in anew. If the server refuses all the same, Tegata tells you why, with the server’s"
            " own words, and offers the way out."
        ),
        _own_way(account),
        _("You press Send, Tegata logs in once, the letters go out, and the pass shows the window’s time."),
    )


def _own_way(account: Account | None) -> str:
    match account:
        case Account(submission=Server(login=Login.NONE), pop=Server()) if (
            not account.pop_before_send.enabled
        ):
            return _("POP before send is off for your account. Press the pass to turn it on.")
        case _:
            return ""
