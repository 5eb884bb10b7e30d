"""Starting and stopping the server."""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn

from kg.errors import StoreError
from kg.graph import open_store
from kg.serve.app import create_app
from kg.serve.settings import Settings


def run(settings: Settings) -> None:
    """Serve until interrupted. Raises StoreError when there is no graph, or the port is taken."""
    base = open_store(settings.folder).base
    listener = _listen(settings)
    config = uvicorn.Config(
        create_app(settings, base), log_level="warning", access_log=False, timeout_graceful_shutdown=30,
        server_header=False,
    )  # fmt: skip
    with listener:
        host, port = listener.getsockname()[:2]
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
        print(address, flush=True)
        if settings.token:  # behind #, so that no browser sends it on and no log keeps it
            print(f"{address}review#token={settings.token}", flush=True)
        with suppress(KeyboardInterrupt):  # that is how a server ends
            uvicorn.Server(config).run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise StoreError(f"cannot listen on {where}: {error.strerror}; choose another with --port") from None
