"""Forbids the network in a process and in all that it starts: any try ends it and leaves a mark."""

import os
import sys
from typing import Any

_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "ssl.SSLContext"}


def _guard(event: str, args: tuple[Any, ...]) -> None:
    outside = event == "socket.connect" and not isinstance(args[1], str | bytes)
    if outside or event in _EVENTS:
        mark = os.environ.get("DOCCHECK_TEST_MARK")
        if mark:
            with open(mark, "a", encoding="utf-8") as file:
                file.write(f"{event} {args[1:]!r}\n")
        os._exit(99)


sys.addaudithook(_guard)
