"""Saboteur documents: each path orders one way to fail. Used instead of the real stages."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from doccheck.run.archive import ArchiveFault
from doccheck.run.jobs import Job
from doccheck.run.recipe import Recipe


class Chaos:
    def __init__(self, recipe: Recipe, spool: Path) -> None:
        self.spool = spool

    def do(self, job: Job) -> bytes:
        order, _, rest = job.path.partition(" ")
        return getattr(self, order)(rest)

    def fine(self, rest: str) -> bytes:
        return rest.encode()

    def segv(self, rest: str) -> bytes:
        ctypes.string_at(0)
        return b""

    def abort(self, rest: str) -> bytes:
        os.abort()

    def leave(self, rest: str) -> bytes:
        os._exit(int(rest or 0))

    def memory(self, rest: str) -> bytes:
        return b"x" * (1 << 40)

    def eat(self, rest: str) -> bytes:
        held = []
        while True:
            held.append(bytearray(1 << 26))

    def spin(self, rest: str) -> bytes:
        while True:
            pass

    def sleep(self, rest: str) -> bytes:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
        return b""

    def litter(self, rest: str) -> bytes:
        """Starts a program that would outlive it, then hangs."""
        subprocess.Popen([sys.executable, "-c", f"import time; mark={rest!r}; time.sleep(600)"])
        time.sleep(600)
        return b""

    def flood(self, rest: str) -> bytes:
        return b"x" * (1 << 24)

    def recurse(self, rest: str) -> bytes:
        return self.recurse(rest)

    def bug(self, rest: str) -> bytes:
        raise KeyError("secret words of the document")

    def fault(self, rest: str) -> bytes:
        raise ArchiveFault("encrypted", "password")

    def babble(self, rest: str) -> bytes:
        """Tells the parent that it is done without an answer."""
        import gc
        from contextlib import suppress
        from multiprocessing.connection import Connection

        gc.unfreeze()
        for line in (o for o in gc.get_objects() if isinstance(o, Connection) and not o.closed and o.writable):
            with suppress(OSError):  # lines of others, which a fork leaves closed
                os.write(line.fileno(), b"\xff\xff\xff\xff")
        time.sleep(600)
        return b""
