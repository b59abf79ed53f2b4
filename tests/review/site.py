"""A visitor without a browser: keeps cookies, finds the token of a page, posts forms as they stand."""

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body)
        assert found, f"no field {name}"
        return unescape(found[1])


@dataclass
class Visitor:
    """One person at the site."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    connection: http.client.HTTPConnection | None = None

    def call(
        self, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
        except (http.client.HTTPException, OSError):
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
        raw = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = raw.decode("utf-8", "replace")
        found = TOKEN.search(text)
        if found:
            self.token = found[1]
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, headers=headers)

    def post(
        self, path: str, fields: dict[str, str] | list[tuple[str, str]], *, token: bool = True, **headers: str
    ) -> Answer:
        pairs = list(fields.items()) if isinstance(fields, dict) else list(fields)
        if token:
            pairs.append(("csrfmiddlewaretoken", self.token))
        kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.call("POST", path, urlencode(pairs), kind)

    def enter(self, name: str, password: str) -> "Visitor":
        self.get("/login/")
        answer = self.post("/login/", {"name": name, "password": password})
        assert answer.status == 302, answer.status
        self.get("/account/")
        return self
