"""Starting servers at their places, waiting until they listen, and ending them."""

import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.real.places import Place, command_at

_PATIENCE = 20.0  # seconds for a server to start or end, or a letter to arrive; far above what any takes


def start(place: Place, command: Sequence[str | Path], output: Path, undo: ExitStack) -> None:
    """Start a server that stays in the foreground; `undo` ends it."""
    with output.open("wb") as file:
        server = subprocess.Popen(command_at(place, *command), stdout=file, stderr=subprocess.STDOUT)
    undo.callback(_end, server)


def wait_for_ports(place: Place, ports: tuple[int, ...]) -> None:
    """Return once all `ports` are listened on at `place`. Raises TimeoutError."""

    def all_open() -> bool:
        listening = subprocess.run(
            command_at(place, "ss", "-Hltn"), check=True, capture_output=True, text=True
        )
        open_ports = {line.split()[3].rpartition(":")[2] for line in listening.stdout.splitlines()}
        return {str(port) for port in ports} <= open_ports

    wait_until(all_open, f"ports {ports} at {place.name}")


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Return once `happened` says so. Raises TimeoutError, which names `what`."""
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.02)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
