"""What a child may take (giới hạn tiến trình con): its own group, memory, CPU, files; it dies with its parent.

On systems without these calls (Windows) the clock and the parent's kill remain.
"""

import contextlib
import ctypes
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from doccheck.run.recipe import Limits

POSIX = os.name == "posix"
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38


def confine(limits: Limits) -> None:
    """Limits that hold for the child's whole life."""
    if not POSIX:
        return
    import resource

    with contextlib.suppress(OSError):
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.umask(0o077)
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        signal.signal(signal.SIGHUP, lambda *_: kill_group(os.getpid()))  # with the programs it started
        system.prctl(_PDEATHSIG, signal.SIGHUP, 0, 0, 0)
        system.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    _cap(resource.RLIMIT_CORE, 0)
    _cap(resource.RLIMIT_NOFILE, limits.files)
    _cap(resource.RLIMIT_FSIZE, limits.output)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.platform == "linux":
        _cap(resource.RLIMIT_AS, _address_space() + limits.memory)


def budget(seconds: float) -> None:
    """CPU seconds from now until the system ends this process."""
    if not POSIX:
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def cpu_used() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def die_with(line: Connection) -> None:
    """End the whole group, programs it started included, when the other end of ``line`` closes."""

    def wait() -> None:
        with contextlib.suppress(OSError, EOFError):
            line.recv_bytes(1)
        kill_group(os.getpid())
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="lifeline").start()


def kill_group(pid: int) -> None:
    """Kill a child and all that it started."""
    if POSIX:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
            return
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL if POSIX else signal.SIGTERM)


def _cap(what: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(what)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (limit, limit))


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
