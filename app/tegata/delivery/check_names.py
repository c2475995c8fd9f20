"""Where a check begins: is this computer on a network, and are the servers' names found."""

import asyncio
from dataclasses import dataclass

from tegata.accounts.account import Account, Server
from tegata.delivery.check_step import NO_TIME, Stopwatch, facts_of
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.delivery.pop_login import Ways, in_families_shared
from tegata.delivery.tools import Tools
from tegata.network.connect import Found, resolve
from tegata.network.whereabouts import ANYWHERE
from tegata.protocols.outcome import Broken
from tegata.relay.policy import may_log_in


@dataclass(frozen=True, slots=True)
class Names:
    """What the resolver said of both servers; `pop` is None where the account has no mailbox."""

    submission: Found | Broken
    pop: Found | Broken | None

    @property
    def ways(self) -> Ways | None:
        """How both servers are reached; None where the mailbox is not."""
        if self.pop is None or isinstance(self.pop, Broken):
            return None
        return in_families_shared(self.pop, self.submission)


def network_steps(tools: Tools) -> list[CheckStep]:
    """Return what can be known of the network without asking anybody on it."""
    stopwatch, news = Stopwatch(tools.clock), tools.network_news()
    somewhere = any(map(tools.whereabouts, ANYWHERE))
    online = somewhere and news.online is not False
    facts = {"online": "yes" if online else "no", "medium": news.medium}
    mark = CheckMark.GOOD if online else CheckMark.NEUTRAL
    steps = [CheckStep(CheckStage.NETWORK, stopwatch.lap(), facts=facts, without_trouble=mark)]
    if news.portal is None:
        return steps
    portal = {"portal": "yes" if news.portal else "no"}
    mark = CheckMark.NEUTRAL if news.portal else CheckMark.GOOD
    return [*steps, CheckStep(CheckStage.PORTAL, NO_TIME, facts=portal, without_trouble=mark)]


async def look_up_both(account: Account, tools: Tools) -> tuple[Names, list[CheckStep]]:
    """Look both names up at once; one name for both servers is one step."""
    stopwatch = Stopwatch(tools.clock)
    submission, pop = await asyncio.gather(
        resolve(account.submission, patience=tools.patience), _resolved(account.pop, tools)
    )
    took = stopwatch.lap()
    steps = [CheckStep(CheckStage.RESOLVE, took, _lost(submission), facts_of(account.submission))]
    if account.pop is not None and account.pop.host != account.submission.host:
        facts = facts_of(account.pop)
        if may_log_in(account):
            steps.append(CheckStep(CheckStage.RESOLVE, took, _lost(pop), facts, role=Role.POP))
    return Names(submission, pop), steps


async def _resolved(server: Server | None, tools: Tools) -> Found | Broken | None:
    return None if server is None else await resolve(server, patience=tools.patience)


def _lost(found: Found | Broken | None) -> Broken | None:
    return found if isinstance(found, Broken) else None
