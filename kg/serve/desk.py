"""The desk at which writing is done: who may, and one after another."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.pool import LostError, TimeUpError, Worker
from kg.serve.reader import Job
from kg.serve.settings import Settings
from kg.serve.writer import live

if TYPE_CHECKING:
    from kg.graph.respond import Reply

READ_ONLY = "this graph is read-only here: kg serve --writable lets who has its token write"
STRANGER = "a page of another site may not write here"
NO_TOKEN = "writing needs the token of this server: Authorization: Bearer …"

START = 120.0  # seconds that a process may take to start


def refusal(request: Request) -> Response | None:
    """Why this request may not write; None when it may.

    The token comes in a header and never in a cookie, so that no page of another site can have a
    browser send it; where a browser tells which page asks, it must be one of this server all the same.
    """
    token: str | None = request.app.state.settings.token
    if token is None:
        return _line(403, READ_ONLY)
    origin = request.headers.get("origin")
    here = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if (origin is not None and origin != here) or request.headers.get("sec-fetch-site") in (
        "cross-site",
        "same-site",
    ):
        return _line(403, STRANGER)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    same = secrets.compare_digest(given.strip().encode(), token.encode())
    if scheme.casefold() != "bearer" or not same:
        return PlainTextResponse(f"{NO_TOKEN}\n", 401, {"WWW-Authenticate": "Bearer"})
    return None


class Desk:
    """One writing process; who comes while it is busy waits."""

    def __init__(self, settings: Settings) -> None:
        self._folder = str(settings.folder)
        self._turn = asyncio.Lock()
        self._worker: Worker | None = None

    async def do(self, job: Job, seconds: float) -> Reply:
        """The answer to a job. Raises TimeUpError and LostError; then the graph is as it was."""
        return await asyncio.shield(self._alone(job, seconds))  # whatever becomes of the client

    async def stop(self) -> None:
        async with self._turn:
            await self._close()

    async def _alone(self, job: Job, seconds: float) -> Reply:
        async with self._turn:
            try:
                worker = self._worker or await self._opened()
                return await to_thread.run_sync(worker.call, job, seconds)
            except (TimeUpError, EOFError, OSError) as error:
                await self._close()
                raise error if isinstance(error, TimeUpError) else LostError from error

    async def _opened(self) -> Worker:
        """A new process, when it has loaded what it needs: that does not count as time of a job."""
        self._worker = Worker(self._folder, live)
        await to_thread.run_sync(self._worker.call, Job("ready"), START)
        return self._worker

    async def _close(self) -> None:
        if self._worker:
            await to_thread.run_sync(self._worker.stop)
            self._worker = None


def _line(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status)
