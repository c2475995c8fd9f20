"""Second thoughts after Send, as a person has them."""

from email import message_from_bytes, policy

from tests.journeys.traveller import Traveller

LONG = 30  # seconds, so that no slow machine runs out of them


async def test_undone_by_key_the_cursor_is_where_it_was_and_the_keys_of_send_do_not_wait(
    traveller: Traveller,
) -> None:
    traveller.has_account(traveller.provider.doors[traveller.provider.line.A], pop_before_send=False)
    traveller.can_undo_for(LONG)
    traveller.start()
    await traveller.write("bob@elsewhere.example", "Second thoughts", "Come on Monday")
    await traveller.do(traveller.screen.press, "ctrl+Left", "ctrl+Return")
    await traveller.stands("held")
    await traveller.do(traveller.screen.picture, "undo")
    await traveller.do(traveller.screen.press, "ctrl+z")
    await traveller.stands()
    await traveller.do(traveller.screen.type, "Sunday or ")
    await traveller.do(traveller.screen.picture, "undone")
    assert list(traveller.provider.delivered) == []
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.stands("held")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.delivered()
    (delivered,) = traveller.provider.delivered
    letter = message_from_bytes(delivered.content, policy=policy.default)
    assert letter.get_content().rstrip() == "Come on Sunday or Monday"


async def test_closed_inside_the_seconds_the_letter_still_leaves(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.doors[traveller.provider.line.A], pop_before_send=False)
    traveller.can_undo_for(3)
    program = traveller.start()
    await traveller.write("bob@elsewhere.example", "In a hurry", "Closing right away.")
    await traveller.do(traveller.screen.press, "ctrl+Return", "alt+F4")
    await traveller.delivered()
    assert await traveller.ended(program) == 0


async def test_after_a_crash_inside_the_seconds_nothing_leaves_unasked(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.doors[traveller.provider.line.A], pop_before_send=False)
    traveller.can_undo_for(LONG)
    program = traveller.start()
    await traveller.write("bob@elsewhere.example", "Cut short", "The power fails.")
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.stands("held")
    program.kill()
    await traveller.ended(program)
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Tegata")
    await traveller.do(traveller.has_begun_to_deliver)
    (letter,) = await traveller.outbox()
    assert (letter["state"], letter["hold"]) == ("held", "undo-cut-short")
    await traveller.do(traveller.screen.press, "ctrl+o")
    await traveller.do(traveller.screen.wait_for_window, "Outbox")
    await traveller.do(traveller.screen.picture, "undo-cut-short")
    assert traveller.provider.delivered == ()
