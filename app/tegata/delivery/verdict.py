"""What came of an attempt, and where that leaves its parcel."""

from dataclasses import dataclass

from tegata.delivery.notices import Role
from tegata.delivery.schedule import AskUser, GaveUp, History, Next, PerhapsDelivered, Sent, Wait, after
from tegata.delivery.servers import Fault, fault_in, let_in
from tegata.protocols.outcome import Accepted, Outcome, Outcomes, Refused
from tegata.relay.reading import Context, diagnose, may_be_about_relaying
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing

PASSWORD_HOLDS = frozenset({HoldReason.PASSWORD_NEEDED, HoldReason.PASSWORD_REFUSED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it ended, at which server, and whether the password it was tried with is still the one we have."""

    outcomes: Outcomes
    context: Context
    password_is_that: bool
    stopped_at: Role = Role.SUBMISSION

    @property
    def settled(self) -> dict[str, Outcome]:
        """The outcomes of those who were not left out because of others."""
        return {address: outcome for address, outcome in self.outcomes.items() if outcome is not None}

    def in_vain(self) -> frozenset[Outcome]:
        """Return the refusals to relay that a login of this try has not settled: another would not either."""
        if not self.context.logged_in_now:
            return frozenset()
        read = {
            outcome: diagnose({address: outcome}, self.context) for address, outcome in self.settled.items()
        }
        return frozenset(
            outcome
            for outcome, diagnosis in read.items()
            if isinstance(outcome, Refused) and diagnosis is not None and may_be_about_relaying(diagnosis)
        )

    def fault(self) -> Fault | None:
        """Return what would have met any other letter there too, if that it was."""
        return fault_in(self.outcomes.values(), self.context.account, self.stopped_at)

    def reached(self) -> tuple[Role, ...]:
        """Return the servers that have let the letter in."""
        if not let_in(self.outcomes.values()):
            return ()
        return (Role.SUBMISSION, Role.POP) if self.context.logged_in_now else (Role.SUBMISSION,)

    def standing(self, parcel: Parcel, history: History) -> Standing:
        """Return where the parcel stands now that this has come of its try."""
        outcomes = [self.outcomes.get(each.address, each.outcome) for each in parcel.recipients]
        standing = _standing(after(outcomes, history))
        if standing.hold in PASSWORD_HOLDS and not self.password_is_that:
            return Standing(ParcelState.WAITING, due=history.now)  # another has been given meanwhile
        return standing


def accepted(outcomes: Outcomes) -> dict[str, Outcome]:
    """Return the outcomes of those who have the letter."""
    return {address: outcome for address, outcome in outcomes.items() if isinstance(outcome, Accepted)}


def _standing(following: Next) -> Standing:
    match following:
        case Sent():
            return Standing(ParcelState.SENT)
        case Wait(until=until):
            return Standing(ParcelState.WAITING, due=until)
        case GaveUp():
            return Standing(ParcelState.FAILED)
        case AskUser(reason=reason):
            return Standing(ParcelState.HELD, hold=reason)
        case PerhapsDelivered():
            return Standing(ParcelState.UNCERTAIN)
