"""The main job, as a person does it."""

import subprocess
from email import message_from_bytes, policy

from tests.journeys.traveller import Traveller
from tests.program import TEGATA


async def test_a_letter_goes_out_from_a_foreign_network(traveller: Traveller) -> None:
    """No keyring here: the password is asked for once, and not again for the second letter."""
    traveller.has_account(traveller.provider.here)
    traveller.start()
    await traveller.write("bob@elsewhere.example", "From the road", "Dear Bob, all is well.")
    await traveller.do(traveller.screen.picture, "written")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()
    await traveller.do(traveller.screen.picture, "accepted")
    assert traveller.provider.logins == 1

    await traveller.do(traveller.screen.wait_for_window, "From the road")
    await traveller.do(traveller.screen.press, "ctrl+n")
    await traveller.write("carol@elsewhere.example", "Second", "Inside the window.")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.delivered(2)
    assert traveller.provider.logins == 1
    await traveller.stands("sent", "sent")


async def test_japanese_text_arrives_as_it_was_written(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.doors[traveller.provider.line.A])
    traveller.start()
    await traveller.write("bob@elsewhere.example", "出張先からのご報告", "手形を見せて、関所を通りました。")
    await traveller.do(traveller.screen.picture, "japanese")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()
    letter = message_from_bytes(traveller.provider.delivered[0].content, policy=policy.default)
    assert letter["Subject"] == "出張先からのご報告"
    assert letter.get_content().rstrip() == "手形を見せて、関所を通りました。"


async def test_the_window_may_close_at_once_and_the_letter_goes_on(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.doors[traveller.provider.line.A], pop_before_send=False)
    program = traveller.start()
    await traveller.write("bob@elsewhere.example", "In a hurry", "Closing right away.")
    await traveller.do(traveller.screen.press, "ctrl+Return", "alt+F4")
    await traveller.delivered()
    assert await traveller.ended(program) == 0
    assert [each["state"] for each in await traveller.outbox()] == ["sent"]


async def test_a_refusal_is_explained_and_one_button_mends_it(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here, pop_before_send=False)
    traveller.start()
    await traveller.write("bob@elsewhere.example", "Refused first", "Then it passes.")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.do(traveller.screen.wait_for_window, "Not sent")
    await traveller.do(traveller.screen.picture, "refused")
    assert traveller.provider.delivered == ()
    await traveller.do(traveller.screen.press, "Return")
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()
    assert traveller.provider.logins == 1


async def test_why_is_read_beside_the_refusal_by_keys_alone(traveller: Traveller) -> None:
    """The page stays while the card does, Esc closes it, and Return still does the likely right thing."""
    traveller.has_account(traveller.provider.here, pop_before_send=False)
    traveller.start()
    await traveller.write("bob@elsewhere.example", "Why not?", "First refused, then understood.")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.do(traveller.screen.wait_for_window, "Not sent")
    await traveller.do(traveller.screen.press, "Tab", "space")
    await traveller.do(traveller.screen.wait_for_window, "Why can")
    await traveller.do(traveller.screen.press, "Tab", "Tab")
    await traveller.do(traveller.screen.picture, "why")
    await traveller.do(traveller.screen.press, "Escape")
    await traveller.do(traveller.screen.wait_until_gone, "Why can")
    await traveller.do(traveller.screen.wait_for_window, "Not sent")
    await traveller.do(traveller.screen.press, "Return")


async def test_a_second_start_raises_the_first_with_the_letter_clicked(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Tegata")
    second = traveller.start("mailto:yuki@b.example?subject=Clicked&attach=/etc/passwd")
    assert await traveller.ended(second) == 0
    await traveller.do(traveller.screen.wait_for_window, "Clicked")
    await traveller.do(traveller.screen.picture, "mailto")


async def test_the_terminal_hands_its_letter_to_the_window(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Tegata")
    await traveller.do(traveller.has_begun_to_deliver)
    text = traveller.profile / "text"
    text.write_text("From the terminal.")
    command = [*TEGATA, "send", "--profile", str(traveller.profile)]
    command += ["--account", "anna", "--to", "bob@elsewhere.example", "--subject", "Handed over"]
    command += ["--body-file", str(text), "--password-stdin", "--json"]
    done = await traveller.do(run_with_input, command, traveller.provider.password.reveal())
    assert done.returncode == 0, done.stderr
    assert len(traveller.provider.delivered) == 1


def run_with_input(command: list[str], text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


async def test_what_is_typed_as_soon_as_the_window_is_there_is_not_lost(traveller: Traveller) -> None:
    """The window is seen before its fields are: keys wait for them."""
    traveller.has_account(traveller.provider.here)
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "New letter")
    await traveller.do(traveller.screen.type, "bob@elsewhere.example")
    await traveller.do(traveller.screen.press, "Return", "Tab")
    await traveller.do(traveller.screen.type, "Early")
    await traveller.do(traveller.screen.see, "Early")
    await traveller.do(traveller.screen.press, "Tab")
    await traveller.do(traveller.screen.type, "bird")
    await traveller.do(traveller.has_begun_to_deliver)
    await traveller.kept(("bird", ["body", 4, 4, 0]))
    assert [(each["to"], each["subject"]) for each in traveller.drafts()] == [
        (["bob@elsewhere.example"], "Early")
    ]
