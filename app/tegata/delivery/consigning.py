"""What has come of a parcel so far, what of it is still to be handed over, and to whom."""

from dataclasses import replace

from tegata.delivery.office import Office
from tegata.delivery.smtp_send import Consignment
from tegata.mail.address import Mailbox, parse_mailbox
from tegata.mail.draft import Draft
from tegata.mail.envelope import Envelope
from tegata.mail.letter import Letter
from tegata.protocols.outcome import Accepted, Outcome, Phase, Refused, Unknown
from tegata.protocols.smtp_submit import Partial
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.spool import is_as_written
from tegata.tasks import in_thread


def consignment_of(parcel: Parcel, office: Office) -> Consignment:
    """Make out what to hand over. With somebody refused already, the user has said that the others get it."""
    recipients = open_recipients(parcel)
    agreed = len(recipients) < len(parcel.recipients) or parcel.id in office.unasked
    agreed = agreed or office.tools.preferences().some_refused == "others"
    partial = Partial.SEND_TO_OTHERS if agreed else Partial.ALL_OR_NONE
    envelope = Envelope(parcel.sender, recipients, parcel.smtputf8)
    return Consignment(envelope, office.outbox.spool_path(parcel), parcel.size, partial, parcel.checksum)


async def is_sound(consignment: Consignment) -> bool:
    """Whether the letter's file is as it was written: one that is not must not be sent.

    The whole file is read for that, in a thread of its own: 100 MiB take a tenth of a second where they are
    in memory still.
    """
    path, checksum = consignment.path, consignment.checksum
    return checksum is None or await in_thread(lambda: is_as_written(path, checksum), "checksum")


def with_copy_to_sender(letter: Letter) -> Letter:
    """Return the letter for its sender too, whom nobody sees; one who gets it anyway gets it once."""
    envelope = letter.envelope
    if any(each.casefold() == envelope.sender.casefold() for each in envelope.recipients):
        return letter
    return replace(letter, envelope=replace(envelope, recipients=(*envelope.recipients, envelope.sender)))


def outcomes_so_far(parcel: Parcel) -> dict[str, Outcome]:
    """Return how it ended for those it ended for; where the line broke after the last dot, for all."""
    if parcel.state is ParcelState.UNCERTAIN:
        return {each.address: each.outcome or Unknown() for each in parcel.recipients}
    return {each.address: each.outcome for each in parcel.recipients if each.outcome is not None}


def open_recipients(parcel: Parcel) -> tuple[str, ...]:
    """Return who is still to be tried: not the accepted; the refused only if nobody else is.

    With nobody else left, this is a letter that the user sends once more after it was refused.
    """
    left = [each for each in parcel.recipients if not isinstance(each.outcome, Accepted)]
    hopeful = [each for each in left if not _refused_for_good(each.outcome)]
    return tuple(each.address for each in hopeful or left)


def _refused_for_good(outcome: Outcome | None) -> bool:
    return isinstance(outcome, Refused) and outcome.permanent and outcome.phase not in {Phase.POP, Phase.AUTH}


def without_accepted(draft: Draft, parcel: Parcel) -> Draft:
    """Return the draft without those who have the letter: they must not get it twice."""
    accepted = {each.address.lower() for each in parcel.recipients if isinstance(each.outcome, Accepted)}

    def left(typed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in typed if _wire(each) not in accepted)

    return replace(draft, to=left(draft.to), cc=left(draft.cc), bcc=left(draft.bcc)) if accepted else draft


def _wire(typed: str) -> str:
    mailbox = parse_mailbox(typed)
    return mailbox.wire.lower() if isinstance(mailbox, Mailbox) else typed
