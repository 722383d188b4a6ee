"""Whether a Dask scheduler answers at an address, before anything is started for it."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from flows.discover import UsageError

REACHED_WITHIN_S = 10.0


def check(address: str) -> None:
    """Return where something listens at ``tcp://host:port`` (or ``tls://``). Raises UsageError with the way out."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if host is None or port is None or parts.scheme not in ("tcp", "tls"):
        raise UsageError(f"--cluster is the address of a Dask scheduler, such as tcp://host:8786, not {address!r}")
    try:
        socket.create_connection((host, port), REACHED_WITHIN_S).close()
    except OSError as error:
        raise UsageError(
            f"no Dask scheduler answers at {address} ({error.strerror or error}): start one with `dask scheduler`, "
            "or leave out --cluster to read on this machine"
        ) from error
