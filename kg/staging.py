"""How a graph folder changes: one writer at a time, and all at once or not at all.

The next graph grows in `DIR/new/`. Renaming that folder to `DIR/ready/` is the moment from which on
it counts; what is in it then moves to its places. Whoever writes next first completes a move that was
cut short, and throws away what had only half grown. So a program that is killed, or a disk that is
full, leaves the old graph or the new one.

A lock of the operating system keeps other writers out; it goes with the process that holds it, so
that none is ever left behind by a process that was killed. Readers take no lock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import StoreError, unwritable

LOCK, NEW, READY = ".lock", "new", "ready"
REPLACED = ".old"  # the end of the name of a folder, while another takes its place


@contextmanager
def alone(folder: Path, *, make: bool = False) -> Iterator[None]:
    """Nobody else writes the folder while the block runs; it is made where it is missing, if asked.

    What a writer before left undone is completed or cleared away. Raises StoreError when another
    process is writing, or when the folder is missing or cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        elif not folder.is_dir():
            raise StoreError(f"{folder}: no such folder; build a graph with: "
                             f"kg build ARTICLES --out {folder}")  # fmt: skip
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(f"{folder}: another kg{_holder(folder)} is writing this graph; "
                         "wait until it is done, then run this again") from None  # fmt: skip
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        with suppress(OSError):  # for the message to others; on some systems a locked file takes none
            (folder / LOCK).write_text(f"{os.getpid()}\n", "ascii")
        recover(folder)
        yield
    finally:
        lock.release()


def _holder(folder: Path) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int((folder / LOCK).read_text('ascii'))})"
    return ""


@contextmanager
def growing(folder: Path) -> Iterator[Path]:
    """A folder in which the next graph grows; when the block is done, all that is in it takes its place.

    To be used by who is `alone`. When the block fails, the folder is as it was.
    """
    new = folder / NEW
    try:
        _clear(new)
        new.mkdir()
        yield new
        _sync(new)
        new.rename(folder / READY)  # from here on this is the graph
        _sync_folder(folder)
        recover(folder)
    except OSError as error:
        raise unwritable(folder, error) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Complete what a writer had made ready, and clear away what it had not. StoreError when it cannot."""
    try:
        _clear(folder / NEW)
        ready = folder / READY
        if ready.is_dir():
            for path in sorted(ready.iterdir()):
                _put(path, folder / path.name)
            ready.rmdir()
            _sync_folder(folder)
        for old in folder.glob(f"*{REPLACED}"):
            if old.is_dir() and (folder / old.name.removesuffix(REPLACED)).exists():
                _clear(old)
    except OSError as error:
        raise unwritable(folder, error) from None


def write(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all, also when the power fails."""
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _put(path: Path, place: Path) -> None:
    """Move a file or folder into its place. A folder there is put aside first: readers look there too."""
    if path.is_dir() and place.exists():
        old = place.with_name(place.name + REPLACED)
        _clear(old)
        place.rename(old)
    os.replace(path, place)


def _clear(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


def _sync(folder: Path) -> None:
    """Wait until all that is in the folder is on the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb+") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folders
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
