"""Reading processes, because only a process can be stopped in the middle of a query."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

from anyio import CapacityLimiter, to_thread

from kg.serve.reader import Job, work
from kg.serve.settings import Settings

if TYPE_CHECKING:
    from kg.graph.respond import Reply

Life = Callable[[str, Connection], None]
_PATIENCE = 180.0  # seconds for what is bounded by the graph and not by a query
_MARGIN = 10.0  # seconds that a request waits for a free reader beyond the limit of a query


class TimeUpError(Exception):
    """A job ran longer than its limit, and was stopped."""


class LostError(Exception):
    """The reader died in the middle of a job."""


class BusyError(Exception):
    """No reader became free in time."""


class Worker:
    """One process that does jobs, and the pipe to it."""

    def __init__(self, folder: str, life: Life = work) -> None:
        context = get_context("spawn")
        pipe, other = context.Pipe()
        self._pipe: Connection = pipe
        self._process: SpawnProcess = context.Process(target=life, args=(folder, other), daemon=True)
        self._process.start()
        other.close()

    def call(self, job: Job, seconds: float) -> Reply:
        """The answer, or TimeUpError; EOFError or OSError when the process has died."""
        self._pipe.send(job)
        if not self._pipe.poll(seconds):
            raise TimeUpError
        reply: Reply = self._pipe.recv()
        return reply

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Pool:
    """`settings.readers` processes; a job that finds all of them busy waits its turn."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = str(settings.folder)
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._threads = CapacityLimiter(settings.readers)

    async def start(self) -> None:
        for _ in range(self._settings.readers):
            self._idle.put_nowait(Worker(self._folder))

    async def stop(self) -> None:
        for _ in range(self._settings.readers):
            worker = await self._idle.get()
            await to_thread.run_sync(worker.stop)

    async def do(self, job: Job) -> Reply:
        """The answer to a job. Raises TimeUpError, LostError and BusyError."""
        seconds = max(self._settings.seconds, _PATIENCE if job.patient else 0)
        try:
            worker = await asyncio.wait_for(self._idle.get(), seconds + _MARGIN)
        except TimeoutError:
            raise BusyError from None
        # The reader goes back whatever becomes of the client, and only when it is free again.
        return await asyncio.shield(self._with(worker, job, seconds))

    async def _with(self, worker: Worker, job: Job, seconds: float) -> Reply:
        try:
            return await to_thread.run_sync(worker.call, job, seconds, limiter=self._threads)
        except (TimeUpError, EOFError, OSError) as error:
            await to_thread.run_sync(worker.stop)
            worker = Worker(self._folder)
            raise error if isinstance(error, TimeUpError) else LostError from error
        finally:
            self._idle.put_nowait(worker)
