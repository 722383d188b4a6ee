"""The process at the other end of ``flows.workers.Worker``: makes its handler once, then answers one message after another.

It is started as ``python -m flows.worker_process FD``; messages pass through the connection FD, and standard input is a pipe
that closes when the parent is gone, however it went.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection

BEHIND = 5  # niceness: the parent loads what is read at once, however many workers read


def main(connection: Connection) -> None:
    """Answer messages until the connection is closed; the first message is the recipe of the handler."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what Ctrl-C means is for the parent to say
    os.nice(BEHIND)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        handler = connection.recv().make()
    except BaseException as error:
        connection.send(("failed", describe(error)))
        return
    connection.send(("ready", None))
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ("done", handler(message))
        except Exception as error:  # the parent is told, and this process goes on with the next paper
            answer = ("failed", describe(error))
        connection.send(answer)


def describe(error: BaseException) -> str:
    """Return an error with the place where it was raised: ``ValueError: oh no (papers.py:12)``."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
