"""A registry at work: its store, its validator, its clock and its settings, under one base IRI."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from credway.registry import publishing
from credway.registry.across import Crossed, Progress, pass_over
from credway.registry.across.warning import warn
from credway.registry.answers.asking import Asking, asking
from credway.registry.clock import Clock, today
from credway.registry.documents import Submission, Withdrawal
from credway.registry.preparing import Prepared, Preparer
from credway.registry.publishing import Outcome
from credway.registry.settings import Settings, limits_of
from credway.registry.store.port import Store


@dataclass(frozen=True)
class Registry:
    """What every surface is given. `base` is fixed when the registry is created."""

    store: Store
    preparer: Preparer
    settings: Settings
    clock: Clock
    base: str

    async def publish(
        self, submissions: Sequence[Submission], *, local: bool = False, across: bool = True
    ) -> list[Outcome]:
        """Publish a batch; `local` applies the limits of local files, `across` is as for `record`."""
        return await self.record(await self.prepare(submissions, local=local), across=across)

    async def prepare(self, submissions: Sequence[Submission], *, local: bool = False) -> list[Prepared]:
        """Read and judge a batch; nothing is kept yet."""
        return await self.preparer.prepare(submissions, limits_of(self.settings, local=local), self.base)

    async def record(self, prepared: Sequence[Prepared], *, across: bool = False) -> list[Outcome]:
        """Publish what was prepared; with `across`, warn of what does not fit other documents.

        A bulk load does without and looks across its documents at its end: see `crossings`.
        """
        outcomes = await publishing.publish(prepared, store=self.store, base=self.base, clock=self.clock)
        if not across:
            return outcomes
        return await warn(
            prepared,
            outcomes,
            store=self.store,
            base=self.base,
            day=today(self.clock),
            depth=self.settings.max_cycle,
            most=self.settings.max_findings,
        )

    def crossings(self, *, since: int = 0, progress: Progress | None = None) -> AsyncIterator[Crossed]:
        """Stream what does not fit across documents: of the whole registry, or of what came after `since`."""
        return pass_over(
            self.store,
            base=self.base,
            day=today(self.clock),
            depth=self.settings.max_cycle,
            since=since,
            progress=progress,
        )

    async def withdraw(self, withdrawal: Withdrawal) -> int:
        """Withdraw a document; returns the number taken."""
        return await publishing.withdraw(withdrawal, store=self.store, base=self.base, clock=self.clock)

    async def ask(
        self, as_of: str | None = None, known_at: int | None = None, visible: int | None = None
    ) -> Asking:
        """Start a question pinned to its two times; `visible` is the newest number, where it is at hand."""
        return await asking(self.store, self.settings, self.clock, as_of, known_at, visible)
