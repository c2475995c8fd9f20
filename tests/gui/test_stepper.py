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


def test_the_width_fits_the_words(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.show_steps([Step("Send", StepState.DONE)], "")
    short = stepper.sizeHint().width()
    stepper.show_steps([Step("Send", StepState.DONE), Step("Answer", StepState.CURRENT)], "")
    assert stepper.sizeHint().width() > short
    assert stepper.minimumSizeHint().width() == 0
