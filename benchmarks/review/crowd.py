"""A crowd of visitors in one thread: each one's next request is written by a generator, answers are taken as they come.

The client shares the machine with the server, so it must cost little and must not count its own lateness as the
server's. One loop waits for all connections; the moment at which an answer reached this machine's kernel is asked from
the kernel itself (``SO_TIMESTAMPNS``), and how late the loop was to read it is counted apart.
"""

import selectors
import socket
import struct
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any
from urllib.parse import urlencode

SO_TIMESTAMPNS = 35  # Linux; elsewhere the moment of reading stands for that of arrival

TICK = 0.1


@dataclass(slots=True)
class Request:
    """What a visitor sends."""

    method: str
    path: str
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Reply:
    """What came back: when it was here, and how much later it was read, in milliseconds."""

    status: int
    head: str
    body: bytes
    took: float
    late: float

    def header(self, name: str) -> str:
        """A header's value."""
        start = self.head.lower().find(f"\r\n{name.lower()}:")
        return self.head[start + 2 :].partition("\r\n")[0].partition(":")[2].strip() if start >= 0 else ""


Script = Generator["Request | float", "Reply | None"]  # a number is a pause in seconds


class Line:
    """The connection of one visitor and what it is doing."""

    def __init__(self, port: int, cookies: dict[str, str], script: Script) -> None:
        self.port, self.script = port, script
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.sock: socket.socket | None = None
        self.sent, self.begun, self.came, self.got = b"", 0, 0, b""
        self.again = False

    def wire(self, asked: Request) -> bytes:
        body = urlencode(asked.fields).encode()
        lines = [f"{asked.method} {asked.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {self.cookies}"]
        if asked.method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def connect(self) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", self.port), 60)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        except OSError:
            pass
        self.sock = sock
        return sock

    def read(self) -> bytes:
        """What is here now; notes when the kernel had it."""
        assert self.sock is not None
        data, more, _, _ = self.sock.recvmsg(1 << 18, 128)
        self.came = time.time_ns()
        for level, kind, value in more:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                seconds, rest = struct.unpack("qq", value[:16])
                self.came = seconds * 1_000_000_000 + rest
        return data

    def reply(self) -> Reply | None:
        """The answer, once it is here as a whole."""
        end = self.got.find(b"\r\n\r\n")
        if end < 0:
            return None
        reply = Reply(int(self.got[9:12]), self.got[:end].decode("latin-1"), self.got[end + 4 :], 0, 0)
        if "chunked" in reply.header("transfer-encoding"):
            if not reply.body.endswith(b"0\r\n\r\n"):
                return None
        elif len(reply.body) < int(reply.header("content-length") or 0):
            return None
        reply.took = (self.came - self.begun) / 1e6
        reply.late = max(time.time_ns() - self.came, 0) / 1e6
        return reply


class Crowd:
    """All visitors at once."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.open = selectors.DefaultSelector()
        self.naps: list[tuple[float, int, Line]] = []
        self.left = len(lines)
        self.count = 0

    def run(self, tick: Any) -> None:
        """Until every script is at its end; ``tick`` is called now and then."""
        for line in self.lines:
            self._step(line, None)
        due = 0.0
        while self.left:
            wait = max(self.naps[0][0] - time.monotonic(), 0) if self.naps else 1.0
            for key, _ in self.open.select(min(wait, 1.0)):
                self._hear(key.data)
            while self.naps and self.naps[0][0] <= time.monotonic():
                self._send(heappop(self.naps)[2])
            if time.monotonic() > due:
                tick()
                due = time.monotonic() + TICK
        self.open.close()

    def _step(self, line: Line, reply: Reply | None) -> None:
        try:
            asked = line.script.send(reply)
            if isinstance(asked, float):
                self.count += 1
                after = next(line.script)
                assert isinstance(after, Request)
                line.sent = line.wire(after)
                heappush(self.naps, (time.monotonic() + asked, self.count, line))
                return
        except StopIteration:
            self.left -= 1
            self._close(line)
            return
        line.sent = line.wire(asked)
        self._send(line)

    def _send(self, line: Line, again: bool = False) -> None:
        if line.sock is None:
            self.open.register(line.connect(), selectors.EVENT_READ, line)
        assert line.sock is not None
        line.got, line.again = b"", again
        line.begun = time.time_ns()
        line.sock.sendall(line.sent)

    def _hear(self, line: Line) -> None:
        try:
            data = line.read()
        except ConnectionError:
            data = b""
        if not data:
            self._close(line)
            if line.begun and not line.again:
                self._send(line, again=True)  # a connection that idled too long is opened anew, once
            elif line.begun:
                raise ConnectionError("the server closed the connection twice")
            return
        line.got += data
        reply = line.reply()
        if reply is not None:
            line.begun = 0
            self._step(line, reply)

    def _close(self, line: Line) -> None:
        if line.sock is not None:
            self.open.unregister(line.sock)
            line.sock.close()
            line.sock = None
