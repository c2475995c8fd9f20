"""The steps of a delivery."""

from pytestqt.qtbot import QtBot

from tegata.gui.stepper import Step, Stepper, StepState


def test_done_current_and_to_come_look_different_and_are_spoken(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    pictures = []
    for state in StepState:
        stepper.show_steps([Step("Send", state), Step("Answer", StepState.TO_COME)], f"Send: {state}")
        stepper.resize(stepper.sizeHint())
        pictures.append(stepper.grab().toImage())
        assert stepper.accessibleName() == f"Send: {state}"
    assert pictures[0] != pictures[1] != pictures[2]


def test_where_it_is_narrow_only_the_current_step_has_its_word(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.show_steps([Step("Send", StepState.DONE), Step("Answer", StepState.CURRENT)], "")
    stepper.resize(stepper.sizeHint())
    assert len(stepper._worded()) == 2
    stepper.resize(80, 18)
    assert [step.word for step in stepper._worded()] == ["Answer"]
    assert not stepper.grab().isNull()


def test_the_width_fits_the_words(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.show_steps([Step("Send", StepState.DONE)], "")
    short = stepper.sizeHint().width()
    stepper.show_steps([Step("Send", StepState.DONE), Step("Answer", StepState.CURRENT)], "")
    assert stepper.sizeHint().width() > short
    assert stepper.minimumSizeHint().width() == 0
