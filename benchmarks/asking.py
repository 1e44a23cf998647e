"""Asking over HTTP: clients with a connection each that ask one question after the other."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from measuring import ms, percentile


@dataclass(frozen=True)
class Asked:
    """One request: where to, and its JSON body."""

    path: str
    body: bytes


@dataclass
class Load:
    """What came of some clients: seconds of each answer, and how many were told to come back."""

    clients: int
    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def p50(self) -> float:
        """The median, in seconds."""
        return percentile(self.took, 50)

    @property
    def p99(self) -> float:
        """The 99th percentile, in seconds."""
        return percentile(self.took, 99)

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.took) / self.seconds

    def text(self) -> str:
        """Both percentiles in milliseconds."""
        return f"{ms(self.p50)} / {ms(self.p99)}"

    def add(self, other: "Load") -> None:
        """Take another run of as many clients with this one."""
        self.took += other.took
        self.seconds += other.seconds
        self.refused += other.refused


class Line:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._held = b""

    def ask(self, asked: Asked) -> tuple[int, bytes, int]:
        """Send a request: its status, its body, and after how many seconds to come back."""
        self._socket.sendall(
            f"POST {asked.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Accept: application/json\r\nContent-Length: {len(asked.body)}\r\n\r\n".encode()
            + asked.body
        )
        head = self._until(b"\r\n\r\n").decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}
        body = (
            self._chunks() if "transfer-encoding" in headers else self._take(int(headers["content-length"]))
        )
        return int(first.split()[1]), body, int(headers.get("retry-after", 0))

    def close(self) -> None:
        """End it."""
        self._socket.close()

    def _until(self, end: bytes) -> bytes:
        while end not in self._held:
            self._more()
        found, _, self._held = self._held.partition(end)
        return found

    def _take(self, size: int) -> bytes:
        while len(self._held) < size:
            self._more()
        found, self._held = self._held[:size], self._held[size:]
        return found

    def _chunks(self) -> bytes:
        found = b""
        while size := int(self._until(b"\r\n"), 16):
            found += self._take(size)
            self._take(2)
        self._until(b"\r\n")
        return found

    def _more(self) -> None:
        part = self._socket.recv(1 << 16)
        if not part:
            raise ConnectionError("the server hung up")
        self._held += part


def load(ports: Sequence[int], asked: Sequence[Asked], clients: int, seconds: float) -> Load:
    """Let some clients ask for some seconds, each the next question; who is told so comes back later.

    Raises RuntimeError where an answer is neither 200 nor 503, or has errors.
    """
    found, wrong = Load(clients), list[str]()
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        line, place = Line(ports[number % len(ports)]), number * 97
        while time.perf_counter() < end and not wrong:
            began = time.perf_counter()
            status, body, after = line.ask(asked[place % len(asked)])
            took = time.perf_counter() - began
            place += 1
            if status == 503:
                found.refused += 1
                time.sleep(max(0.0, min(after, end - time.perf_counter())))
            elif status != 200 or b'"errors"' in body[:2_000]:
                wrong.append(f"{status} {body[:300]!r}")
            else:
                found.took.append(took)
        line.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - began
    if wrong:
        raise RuntimeError(wrong[0])
    return found


def warm(port: int, asked: Sequence[Asked], times: int) -> None:
    """Ask so many questions first: a Java server wants that, and so do the caches of all."""
    line = Line(port)
    for number in range(times):
        line.ask(asked[number % len(asked)])
    line.close()


def answers(port: int, asked: Sequence[Asked]) -> list[bytes]:
    """The answers to some questions. Raises RuntimeError where one is not 200."""
    line, found = Line(port), list[bytes]()
    for each in asked:
        status, body, _ = line.ask(each)
        if status != 200:
            raise RuntimeError(f"{status} {body[:300]!r}")
        found.append(body)
    line.close()
    return found
