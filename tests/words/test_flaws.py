import pytest

from tegata.mail.flaw import Field, Flaw, Reason
from tegata.words.flaws import field_name, sentence


def test_every_field_has_a_name_of_its_own() -> None:
    assert len({field_name(field) for field in Field}) == len(Field)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_one_sentence_that_names_what_is_at_fault(reason: Reason) -> None:
    said = sentence(Flaw(Field.SUBJECT, reason, "plans.pdf"))
    assert said.endswith(".")
    assert "{" not in said
    nameless = {Reason.NO_RECIPIENT, Reason.CONTROL_CHARACTER}
    assert ("plans.pdf" in said) == (reason not in nameless)


def test_braces_in_what_was_typed_are_only_text() -> None:
    assert "“{0} {field}”" in sentence(Flaw(Field.TO, Reason.NO_AT_SIGN, "{0} {field}"))
