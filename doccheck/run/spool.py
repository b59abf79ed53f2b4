"""The spool (thư mục tạm của lượt quét): a private folder beside the workspace, emptied at the start and at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


def spool_of(workspace: Path) -> Path:
    """The spool folder of a workspace."""
    return workspace.with_name(f".{workspace.name}.spool")


@contextmanager
def spool(workspace: Path) -> Iterator[Path]:
    """The spool, held by this process alone; what a killed run left in it is removed."""
    folder = spool_of(workspace)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UsageError(say("run.workspace_bad", path=workspace, reason=error.strerror)) from error
    handle = _hold(folder, workspace)
    try:
        _empty(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _hold(folder: Path, workspace: Path) -> int | None:
    """A lock on the folder that ends with the process; none on systems without such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise UsageError(say("run.workspace_busy", path=workspace)) from error
    return handle


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
