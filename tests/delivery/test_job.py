"""One parcel on its way, and the moment from which it cannot be stopped."""

import asyncio
from pathlib import Path

import pytest

from tegata.delivery.attempt import Attempt
from tegata.delivery.job import Job
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.notices import Progress, Stage
from tegata.delivery.smtp_send import Consignment
from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import Outcomes
from tegata.protocols.smtp_submit import Partial
from tegata.tasks import spawn
from tests.delivery.bench import BOB, Bench, account_at
from tests.scripted_server import STALL
from tests.servers import Start


class Watched:
    """A job, what it tells, and whether it has committed itself."""

    def __init__(self, bench: Bench, letter: Path) -> None:
        self.told: list[Progress] = []
        self.commits = 0
        account = bench.office.accounts()[0]
        envelope = Envelope(account.address, (BOB,))
        consignment = Consignment(envelope, letter, letter.stat().st_size, Partial.ALL_OR_NONE)
        office = bench.office._office
        self.attempt = Attempt(account, consignment, office, KeptSession(bench.clock))
        self.job = Job(7, self.attempt, self._commit, self._take_back, self.told.append)

    async def _commit(self) -> None:
        self.commits += 1

    async def _take_back(self, _outcomes: Outcomes) -> None:
        self.commits -= 1

    @property
    def stages(self) -> list[frozenset[Stage]]:
        stages = [each.stages for each in self.told]
        return [stage for at, stage in enumerate(stages) if at == 0 or stages[at - 1] != stage]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_bytes(b"Subject: x\r\n\r\n" + b"0123456789\r\n" * 20_000)
    return path


async def test_every_stage_is_told_and_progress_only_grows(
    bench: Bench, letter: Path, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    watched = Watched(bench, letter)
    done = await watched.job.run()
    assert done is not None
    assert done.steps == ["pop-login", "accepted"]
    assert watched.stages == [
        {Stage.LOGGING_IN, Stage.CONNECTING},
        {Stage.CONNECTING},
        {Stage.SENDING},
        {Stage.ANSWER},
    ]
    assert all(each.login_planned and each.parcel_id == 7 for each in watched.told)
    sent = [each.sent for each in watched.told if Stage.SENDING in each.stages]
    assert sent == sorted(sent)
    assert sent[-1] == letter.stat().st_size
    assert watched.commits == 1


async def test_without_a_login_none_is_announced(bench: Bench, letter: Path, smtp: Start) -> None:
    mail = await smtp()
    await bench.open(account_at(mail.port))
    watched = Watched(bench, letter)
    await watched.job.run()
    assert not any(each.login_planned for each in watched.told)


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT", "DATA"])
async def test_it_can_be_stopped_before_the_dot(bench: Bench, letter: Path, smtp: Start, verb: str) -> None:
    mail = await smtp({verb: STALL})
    await bench.open(account_at(mail.port))
    watched = Watched(bench, letter)
    running = spawn(watched.job.run(), "job")
    await mail.until_heard(verb)
    assert watched.job.cancel()
    assert await running is None
    assert watched.commits == 0
    assert mail.letters == []


async def test_it_can_be_stopped_while_it_logs_in(
    bench: Bench, letter: Path, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": STALL})
    await bench.open(account_at(mail.port, mailbox.port))
    watched = Watched(bench, letter)
    running = spawn(watched.job.run(), "job")
    await mailbox.until_heard("PASS")
    assert watched.job.cancel()
    assert await running is None
    assert mail.heard("MAIL") == []
    assert not bench.office.window("anna").logging_in


async def test_after_the_dot_it_cannot_be_stopped(bench: Bench, letter: Path, smtp: Start) -> None:
    mail = await smtp({"dot": STALL})
    await bench.open(account_at(mail.port))
    watched = Watched(bench, letter)
    running = spawn(watched.job.run(), "job")
    await mail.until_heard(".")
    assert not watched.job.cancel()
    await mail.close()
    done = await running
    assert done is not None
    assert [type(outcome).__name__ for outcome in done.outcomes.values()] == ["Unknown"]


async def test_what_has_ended_cannot_be_stopped(bench: Bench, letter: Path, smtp: Start) -> None:
    await bench.open(account_at((await smtp({"RCPT": "550 5.1.1 no"})).port))
    watched = Watched(bench, letter)
    done = await watched.job.run()
    assert not watched.job.cancel()
    assert done is not None
    assert done.steps == ["not-accepted"]


async def test_what_has_not_begun_cannot_be_stopped(bench: Bench, letter: Path, smtp: Start) -> None:
    await bench.open(account_at((await smtp()).port))
    assert not Watched(bench, letter).job.cancel()


async def test_when_the_program_ends_the_attempt_ends_too(bench: Bench, letter: Path, smtp: Start) -> None:
    mail = await smtp({"DATA": STALL})
    await bench.open(account_at(mail.port))
    watched = Watched(bench, letter)
    running = spawn(watched.job.run(), "job")
    await mail.until_heard("DATA")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert watched.commits == 0
