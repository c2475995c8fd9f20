"""A server that relays for nobody on port 25 and offers SMTP AUTH on 587: found, tried, switched to.

Postfix offers no AUTH on 25 here, and on 587 and 465 relays for nobody without it.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.real.bed import Bed
from tests.real.places import LINE_C
from tests.real.scenes import Stage
from tests.real.traveller import Sent

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]


def play(bed: Bed, folder: Path, *how: str) -> dict[str, Any]:
    ended = bed.run(LINE_C, sys.executable, "-m", "tests.real.switcher", bed.ca_file, folder, *how)
    assert ended.returncode == 0, ended.stderr
    story: dict[str, Any] = json.loads(ended.stdout)
    return story


def tries(story: dict[str, Any]) -> tuple[Sent, Sent]:
    """Return the two tries, each with its own steps: a report tells of all tries so far."""
    refused, sent = story["refused"], story["sent"]
    sent["steps"] = sent["steps"][len(refused["steps"]) :]
    return Sent(10, refused, ""), Sent(0, sent, "")


def test_auth_on_587_is_offered_after_a_refusal_on_25_and_the_letter_leaves_by_it(
    bed: Bed, tmp_path: Path, scene: Stage
) -> None:
    story = play(bed, tmp_path)
    assert "switch-to-auth" in story["remedies"]
    assert story["found"] == [587, "starttls"]
    assert story["way_back"]
    refused, sent = tries(story)
    assert (refused.cause, sent.outcome) == ("needs-pop-before-smtp", "sent")
    scene("SMTP AUTH on 587 only: switched to after a refusal on 25", refused, sent, arrived=1, logins=0)


def test_where_a_login_does_not_help_any_more_auth_is_offered_first(
    bed: Bed, tmp_path: Path, scene: Stage
) -> None:
    bed.set_window(timedelta(0))
    story = play(bed, tmp_path, "pop")
    assert story["remedies"][0] == "switch-to-auth"
    assert story["found"] == [587, "starttls"]
    assert story["way_back"]
    refused, sent = tries(story)
    assert (refused.cause, sent.outcome) == ("relay-denied-auth-needed", "sent")
    scene("POP before SMTP has been ended; AUTH on 587", refused, sent, arrived=1, logins=1)
