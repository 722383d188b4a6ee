import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from flows.pool import Pool
from flows.workers import Limits, Recipe, Worker, WorkerLost, WorkerStartError

ANSWERS = Recipe("fake_reading:make_answers")


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(ANSWERS, Limits(timeout_s=2.0, memory_mb=200))
    yield made
    made.end()


def test_worker_answers_many_messages_in_one_process(worker: Worker) -> None:
    assert worker.ask("hello") == "hello"
    assert worker.ask("pid") == worker.ask("pid") == worker.pid


@pytest.mark.parametrize(
    ("message", "reason", "detail", "outside"),
    [
        ("die", "crashed", "the reading process was ended by SIGSEGV", False),
        ("killed", "crashed", "the reading process was ended by SIGKILL", True),
        ("exit 3", "crashed", "the reading process ended with status 3", False),
        ("hang", "timeout", "not read within 2 s", False),
        ("eat 300", "memory", "reading took more than 200 MB of memory", False),
        ("spent", "memory", "MemoryError:", False),
        ("raise oh no", "error", "ValueError: oh no", False),
    ],
)
def test_worker_that_is_lost_says_why_and_the_next_message_gets_a_fresh_one(
    worker: Worker, message: str, reason: str, detail: str, outside: bool
) -> None:
    before = worker.ask("pid")
    with pytest.raises(WorkerLost) as lost:
        worker.ask(message)

    assert lost.value.reason == reason
    assert lost.value.detail.startswith(detail)
    assert lost.value.outside is outside
    assert worker.ask("pid") != before
    assert not psutil.pid_exists(before)


def test_worker_keeps_its_memory_high_water(worker: Worker) -> None:
    worker.ask("hello")

    assert 5 < worker.high_water_mb < 200


def test_handler_that_cannot_be_made_is_said_once() -> None:
    worker = Worker(Recipe("fake_reading:make_broken"), Limits())

    with pytest.raises(WorkerStartError, match="RuntimeError: there is no model 'x'"):
        worker.start()
    assert worker.pid is None


def test_pool_lends_each_worker_to_one_thread_at_a_time() -> None:
    pool = Pool(1, ANSWERS, Limits())
    answers: list[str] = []

    def ask(word: str) -> None:
        with pool.lend() as worker:
            answers.append(worker.ask(word))

    threads = [threading.Thread(target=ask, args=(word,)) for word in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.end()

    assert sorted(answers) == ["a", "b", "c"]
    assert [made.pid for made in pool.workers] == [None]


def test_worker_ignores_the_terminals_interrupt(worker: Worker) -> None:
    os.kill(worker.ask("pid"), signal.SIGINT)

    assert worker.ask("hello") == "hello"


def test_worker_ends_when_its_parent_is_killed() -> None:
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from flows.workers import *\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker(Recipe('fake_reading:make_answers'), Limits())\n"
        "    print(worker.ask('pid'), flush=True)\n"
        "    worker.ask('hang')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
