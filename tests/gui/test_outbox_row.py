"""The row as a value."""

from tegata.gui.outbox_row import Row, Section


def test_a_screen_reader_hears_one_sentence_after_the_other() -> None:
    row = Row(
        1, Section.NEEDS_YOU, "Invitation", "mika@b.example", fact="Perhaps delivered.", then="It broke."
    )
    assert row.spoken == "Invitation. mika@b.example. Perhaps delivered. It broke"


def test_only_the_first_section_needs_you() -> None:
    assert [Row(1, section, "", "").needs_you for section in Section] == [True, False, False]
