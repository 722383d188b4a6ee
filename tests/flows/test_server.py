import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows import orphans, server


def runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition, seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


def test_server_ends_when_its_command_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from flows import server\n"
        "server.configure(Path(sys.argv[1]))\n"
        "made = server.Server(Path(sys.argv[1]))\n"
        "print(made._process.pid, flush=True)\n"
        "time.sleep(1000)\n"
    )
    command = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert command.stdout is not None
    pid = int(command.stdout.readline())
    time.sleep(0.5)
    command.kill()
    command.wait()

    assert wait_for(lambda: not runs(pid), 60)


def test_server_that_ends_at_once_is_said_with_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    made = server.Server(tmp_path)

    with pytest.raises(server.ServerError, match=r"the Prefect server did not start; its log is .*server.log"):
        made.wait()


@pytest.mark.parametrize(("copied", "said"), [(True, "false"), (False, None)])
def test_only_a_database_copied_from_the_template_is_not_migrated(
    copied: bool, said: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environments = []
    monkeypatch.setattr(server.server_database, "lay_out", lambda home: copied)
    monkeypatch.setattr(server.subprocess, "Popen", lambda *arguments, env, **more: environments.append(env))
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    server.Server(tmp_path)

    assert [environment.get("PREFECT_SERVER_DATABASE_MIGRATE_ON_START") for environment in environments] == [said]


def test_users_own_settings_of_prefect_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", "/elsewhere")
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    server.configure(tmp_path)

    assert os.environ["PREFECT_HOME"] == "/elsewhere"
    assert os.environ["DO_NOT_TRACK"] == "1"


@pytest.fixture
def sleeper():
    started: list[subprocess.Popen[bytes]] = []

    def start(mark: str) -> int:
        environment = {**os.environ, orphans.MARK: mark}
        started.append(subprocess.Popen(["sleep", "1000"], env=environment))
        pid = started[-1].pid
        assert wait_for(lambda: psutil.Process(pid).name() == "sleep")
        return pid

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_process_of_a_run_that_is_gone_is_ended_and_nothing_else(sleeper) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    orphan = sleeper(f"{gone.pid}:12345")
    ours = sleeper(f"{os.getpid()}:{orphans.birth(os.getpid())}")
    reused = sleeper(f"{os.getpid()}:1")
    unmarked = sleeper("")
    ended = orphans.end_orphans()

    assert {orphan, reused} <= set(ended)
    assert {ours, unmarked}.isdisjoint(ended)
    assert runs(ours)
    assert runs(unmarked)


def test_birth_of_a_process_that_is_gone_is_empty() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()

    assert orphans.birth(gone.pid) == ""
    assert orphans.birth(os.getpid()) != ""
