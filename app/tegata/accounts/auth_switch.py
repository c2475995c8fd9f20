"""From POP before SMTP to SMTP AUTH and back again. Pure."""

from dataclasses import replace

from tegata.accounts.account import Account, Login, Server


def to_auth(account: Account, submission: Server) -> Account:
    """Return the account with SMTP AUTH at `submission`; what it had before is kept for the way back."""
    before = account.submission if account.submission.login is Login.NONE else account.before_auth
    return replace(account, submission=replace(submission, login=Login.PASSWORD), before_auth=before)


def can_go_back(account: Account) -> bool:
    """Whether the account uses SMTP AUTH, and has kept what it had before."""
    return account.before_auth is not None and account.submission.login is not Login.NONE


def back_from_auth(account: Account) -> Account:
    """Return the account as it sent before SMTP AUTH; the same account where nothing was kept."""
    if account.before_auth is None:
        return account
    return replace(account, submission=replace(account.before_auth, login=Login.NONE), before_auth=None)
