"""One Prefect server for one command: started beside it, shared by all its processes, gone when it is gone.

The server is told to end by the closing of a pipe, so not even a killed command leaves one behind. Where PREFECT_API_URL
is set, that server is used and none is started.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows import server_database

LOGGING = Path(__file__).with_name("prefect_logging.yaml")
START_S = 600.0
STOP_S = 15.0
MADE = {"PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false", "PREFECT_API_BLOCKS_REGISTER_ON_START": "false"}
WITHOUT_AUTOMATIONS = {"PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false"}  # nobody makes any for a server of one command
WITHOUT_SCHEDULES = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class ServerError(RuntimeError):
    """The Prefect server did not start; the message says where its log is."""


class Server:
    """A server that is starting or running; ``wait`` until it answers, ``stop`` when all is said."""

    def __init__(self, home: Path) -> None:
        self.url = f"http://127.0.0.1:{_free_port()}/api"
        self.log = home / "server.log"
        home.mkdir(parents=True, exist_ok=True)
        self._home = Path(os.environ.get("PREFECT_HOME", home))
        empty = not (self._home / server_database.NAME).exists()
        copied = empty and server_database.lay_out(self._home)
        self._new = empty and not copied
        port = self.url.rpartition(":")[2].partition("/")[0]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flows.server", port],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={
                    **WITHOUT_AUTOMATIONS,
                    **(MADE if copied else {}),
                    **os.environ,
                    **WITHOUT_SCHEDULES,
                    "PREFECT_API_URL": self.url,
                },
                start_new_session=True,  # Ctrl-C in the terminal is for the command alone
            )

    def wait(self) -> None:
        """Return when the server answers. Raises ServerError if it ends or takes too long."""
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                    if answer.status == 200:
                        break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        else:
            self.stop()
            raise ServerError(f"the Prefect server did not start; its log is {self.log}")
        if self._new:
            server_database.keep_template(self._home)

    def stop(self) -> None:
        """End the server and wait until it is gone."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def configure(home: Path) -> None:
    """Set how Prefect behaves in this process and its children; must come before the first import of prefect.

    What the user has set in the environment stays.
    """
    for name, value in {
        "PREFECT_HOME": str(home.absolute()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_SETTINGS_PATH": str(LOGGING),
        "PREFECT_SERVER_UI_ENABLED": "false",
    }.items():
        os.environ.setdefault(name, value)


@contextmanager
def connected(server: Server | None) -> Iterator[None]:
    """Let flows in this block talk to the server, or to the one of PREFECT_API_URL where there is none of ours."""
    if server is None:
        yield
        return
    server.wait()
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: server.url}):
        try:
            yield
        finally:
            _drain()


def _drain() -> None:
    """Wait until the logs and events of the flow have reached the server."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for service in (APILogWorker, EventsWorker):
        service.drain_all(timeout=STOP_S, at_exit=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _serve(port: int) -> None:
    """Run the server until standard input is closed: the main function of the server process."""
    running: list[Any] = []

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        for server in running:
            server.should_exit = True
            time.sleep(STOP_S)
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()  # before the imports, which take seconds
    import uvicorn
    from prefect.server.api.server import create_app

    running.append(uvicorn.Server(uvicorn.Config(create_app(), host="127.0.0.1", port=port, log_level="error", lifespan="on")))
    running[0].run()
    os._exit(0)  # taking the interpreter apart would cost most of a second


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
