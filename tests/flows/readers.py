"""A reader who asks the kiosk and takes what comes."""

from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Page:
    """What a reader got."""

    status: int
    text: str
    location: str


class Reader:
    """Asks one kiosk; follows no redirect."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"

    def read(self, address: str) -> Page:
        reply = httpx.get(self._root + address, timeout=20)
        return Page(reply.status_code, reply.text, reply.headers.get("location", ""))

    def finds(self, words: str, address: str) -> bool:
        page = self.read(address)
        return page.status == 200 and words in page.text
