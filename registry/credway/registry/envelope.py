"""The envelope: one version of one document as it was accepted, append-only."""

from dataclasses import dataclass

from credway.registry.timeline import Version


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is kept of an accepted version; `body` is the bytes as published.

    `n` is the registry's sequence number, `ord` the order within the batch; `digest` the RDFC-1.0
    content hash; `published_at` an ISO timestamp; `effective_from` the stated start; `withdrawn`
    marks an empty version with its `reason` and `superseded_by`. `projection` is the version of the
    rules that made its rows when it was published; a rebuild makes them anew and changes no envelope.
    """

    document: str
    version: int
    n: int
    ord: int
    digest: str
    mode: str
    outcome: str
    published_at: str
    media_type: str
    body: bytes
    publisher: str | None = None
    effective_from: str | None = None
    corrects: int | None = None
    withdrawn: bool = False
    reason: str | None = None
    superseded_by: str | None = None
    projection: int = 1

    def on_timeline(self) -> Version:
        """Return the terms that place this version on its document's timeline."""
        return Version(
            document=self.document,
            version=self.version,
            digest=self.digest,
            day=self.published_at[:10],
            start=self.effective_from,
            corrects=self.corrects,
            withdrawn=self.withdrawn,
        )
