"""What was true when a letter was tried, so that its refusal means the same later. Pure."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tegata.accounts.account import Account, Login

if TYPE_CHECKING:
    from tegata.relay.reading import Context


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A `Context` without the account, which may be another one by the time somebody asks.

    `port` is the submission server's. `with_auth` means that SMTP AUTH was to prove who we are, `with_pop`
    that the account had a mailbox to log in to. The others are those of `Context`.
    """

    port: int
    with_auth: bool
    with_pop: bool
    window_counted: bool = False
    logged_in_now: bool = False
    auth_offered: bool | None = None
    other_network: bool | None = None


def circumstances_of(context: "Context") -> Circumstances:
    """Return what has to be remembered of this context."""
    submission = context.account.submission
    return Circumstances(
        port=submission.port,
        with_auth=submission.login is Login.PASSWORD,
        with_pop=context.account.pop is not None,
        window_counted=context.window_counted,
        logged_in_now=context.logged_in_now,
        auth_offered=context.auth_offered,
        other_network=context.other_network,
    )


def context_from(account: Account, then: Circumstances | None) -> "Context":
    """Return the context of that time; where nothing was remembered, what is true of the account now.

    A mailbox that the account has lost since is not put back: nobody could log in to it.
    """
    from tegata.relay.reading import Context  # and with it all that is known of servers' words

    if then is None:
        return Context(account)
    login = Login.PASSWORD if then.with_auth else Login.NONE
    submission = replace(account.submission, port=then.port, login=login)
    return Context(
        replace(account, submission=submission, pop=account.pop if then.with_pop else None),
        window_counted=then.window_counted,
        logged_in_now=then.logged_in_now,
        auth_offered=then.auth_offered,
        other_network=then.other_network,
    )
