"""What the benchmarks share: times and their percentiles, memory of processes, tables, the machine."""

import os
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import quantiles

import psutil


def percentile(values: Sequence[float], part: int) -> float:
    """The value below which `part` per cent of the values lie; of one value, itself."""
    if len(values) < 2:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[part - 1]


def p50_p99(seconds: Sequence[float]) -> str:
    """Both percentiles in milliseconds, as `1.23 / 4.56`."""
    return f"{ms(percentile(seconds, 50))} / {ms(percentile(seconds, 99))}"


def ms(seconds: float) -> str:
    """Milliseconds with three figures."""
    value = seconds * 1_000
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def timed(work: Callable[[], object], least: float = 0.2, most: int = 2_000) -> list[float]:
    """Call until `least` seconds or `most` calls are spent; seconds of each call."""
    found: list[float] = []
    began = time.perf_counter()
    while len(found) < most and (len(found) < 3 or time.perf_counter() - began < least):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table as Markdown, for reading and for the README."""
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)
    print(flush=True)


def machine() -> str:
    """The machine in one line: processor, cores, memory, system, Python."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    with suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


@dataclass
class Memory:
    """Memory of a process and all below it, sampled: bytes, each shared page counted once."""

    samples: list[int] = field(default_factory=list)

    @property
    def peak(self) -> int:
        """The most at any sample."""
        return max(self.samples, default=0)

    def at(self, part: float) -> int:
        """The median around a part of the run, from 0 to 1: shows whether memory stays flat."""
        if not self.samples:
            return 0
        middle = int(part * (len(self.samples) - 1))
        around = sorted(self.samples[max(0, middle - 5) : middle + 6])
        return around[len(around) // 2]

    def text(self) -> str:
        """The peak, and the memory at a tenth, half and the end of the run."""
        parts = ", ".join(f"{self.at(p) / 1e6:,.0f}" for p in (0.1, 0.5, 0.95))
        return f"{self.peak / 1e6:,.0f} MB (at 10, 50, 95 % of the run: {parts})"


@contextmanager
def watched(pid: int, every: float = 0.25) -> Iterator[Memory]:
    """Sample the memory of a process and its children until the block ends."""
    memory, done = Memory(), threading.Event()
    root = psutil.Process(pid)

    def sample() -> None:
        while not done.wait(every):
            with suppress(psutil.Error):
                memory.samples.append(sum(map(_held, [root, *root.children(recursive=True)])))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        done.set()
        thread.join()


def _held(process: psutil.Process) -> int:
    """Proportional size where the system tells it (Linux), else the resident size."""
    with suppress(psutil.Error):
        full = process.memory_full_info()
        return int(getattr(full, "pss", 0) or full.rss)
    return 0
