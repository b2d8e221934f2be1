"""Những người đang làm — threads that upload, give, accept, prove and report over HTTP, and ask again until answered."""

from __future__ import annotations

import http.client
import re
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.cast import PASSWORD


@dataclass
class Deed:
    """Một việc gửi đi — with its token, sent again and again under it until there is an answer."""

    kind: str
    key: str
    path: str
    fields: dict[str, str]
    file: tuple[str, bytes] | None = None
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


class Person:
    """Một người đã đăng nhập."""

    def __init__(self, port: int, name: str) -> None:
        self.port, self.name, self.cookies = port, name, dict[str, str]()

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> http.client.HTTPResponse:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Content-Type": kind,
                "X-CSRFToken": self.cookies.get("csrftoken", "")}  # fmt: skip
        try:
            link.request(method, path, body, head)
            answer = link.getresponse()
            answer.said = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
        finally:
            link.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def sign_in(self) -> None:
        self.ask("GET", "/accounts/login/")
        words = urlencode({"login": self.name, "password": PASSWORD}).encode()
        answer = self.ask("POST", "/accounts/login/", words, "application/x-www-form-urlencoded")
        assert answer.status == 302, answer.status

    def send(self, deed: Deed) -> tuple[int, str]:
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in {**deed.fields, "once": deed.token}.items()]  # fmt: skip
        if deed.file:
            name, data = deed.file
            field_name = "files" if deed.kind == "upload" else "file"
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{field_name}"; filename="{name}"\r\n\r\n'.encode()
                         + data + b"\r\n")  # fmt: skip
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        answer = self.ask("POST", deed.path, body, f"multipart/form-data; boundary={mark}")
        return answer.status, answer.headers.get("Location", "") or answer.said[-2000:]  # type: ignore[attr-defined]


class Crowd:
    """Năm người cùng lúc — `done` is what was answered, `refused` what was not done as asked."""

    def __init__(self, port: int, chains: dict[str, list[Iterator[Deed]]]) -> None:
        self.port, self.done, self.refused, self.asked_again = port, list[Deed](), list[str](), 0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(name.split()[0], chain))
                         for name, chains_ in chains.items() for chain in chains_]  # fmt: skip
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in self._threads)

    def _work(self, name: str, chain: Iterator[Deed]) -> None:
        person = Person(self.port, name)
        self._until_answered(person.sign_in)
        for deed in chain:
            self._do(person, deed)
            if self._stop.is_set():
                return

    def _do(self, person: Person, deed: Deed) -> None:
        status, where = self._until_answered(lambda: person.send(deed))
        if status != 302:
            self.refused.append(f"{deed.kind} {deed.key}: {status} {re.sub(r'<[^>]*>', ' ', where)[-300:]}")
            return
        if deed.kind == "upload":
            deed.key = where.strip("/").split("/")[-1]
        self.done.append(deed)

    def _until_answered(self, ask):  # type: ignore[no-untyped-def]
        while True:
            try:
                return ask()
            except (OSError, http.client.HTTPException):
                self.asked_again += 1
                time.sleep(0.1)
