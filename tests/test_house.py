"""House rules that no linter knows: every file has its test, no loop inside the loop, nothing too long."""

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
APP = TOP / "app" / "tegata"
MODULES = sorted(APP.rglob("*.py"))


def has_code(module: Path) -> bool:
    """Whether a module does anything, or only declares values and protocols."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_declaration(node)
        for node in ast.walk(tree)
    )


def is_declaration(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = [each for each in function.body if not isinstance(each, ast.Expr)]
    if function.name.startswith("__"):
        return True
    is_property = any(
        isinstance(each, ast.Name) and each.id == "property" for each in function.decorator_list
    )
    return not body or (is_property and len(body) == 1)


@pytest.mark.parametrize(
    "module", [each for each in MODULES if each.name != "__init__.py"], ids=lambda m: str(m.relative_to(APP))
)
def test_every_module_that_does_something_has_its_mirrored_test(module: Path) -> None:
    relative = module.relative_to(APP)
    mirror = TOP / "tests" / relative.parent / f"test_{relative.stem.strip('_')}.py"
    if has_code(module):
        assert mirror.exists(), f"{relative} has no {mirror.relative_to(TOP)}"


def test_every_mirrored_test_has_its_module() -> None:
    rooms = {each.name for each in APP.iterdir() if each.is_dir()}
    orphans = [
        str(test.relative_to(TOP))
        for room in rooms
        for test in (TOP / "tests" / room).glob("test_*.py")
        if not (APP / room / test.name.removeprefix("test_")).exists()
    ]
    assert orphans == []


NESTED_LOOP = re.compile(
    r"\.exec\(|\bQMessageBox\.(question|information|warning|critical|about)\(|\bQInputDialog\.get"
    r"|\bQFileDialog\.get|\bQColorDialog\.get|\bprocessEvents\("
)


BEFORE_THE_LOOP = {"first_paint.py"}  # runs Qt's queue while there is no loop it could be nested in


@pytest.mark.parametrize(
    "module",
    [each for each in MODULES if each.name not in BEFORE_THE_LOOP],
    ids=lambda m: str(m.relative_to(APP)),
)
def test_no_loop_is_nested_in_the_loop(module: Path) -> None:
    """`QDialog.exec()` and the static dialogs run a loop of their own, and other tasks never come back."""
    for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1):
        assert not NESTED_LOOP.search(line), f"{module.name}:{number}: {line.strip()}"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(APP)))
def test_files_and_functions_stay_small(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{module.name}:{node.lineno} {node.name} has {length} lines"


ALLOWED_BROAD = {"tasks.py", "courier.py"}


def test_everything_is_caught_in_two_places_only() -> None:
    found = {
        str(module.relative_to(APP))
        for module in MODULES
        if module.name not in ALLOWED_BROAD and swallows(module.read_text(encoding="utf-8"))
    }
    assert found == set()


def swallows(text: str) -> bool:
    """Whether a broad `except` does not raise again: cleaning up and passing on is no swallowing."""
    return any(
        catches_everything(node) and not any(isinstance(each, ast.Raise) for each in ast.walk(node))
        for node in ast.walk(ast.parse(text))
    )


def catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    return node.type is None or (
        isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
    )
