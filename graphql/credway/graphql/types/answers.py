"""What every answer says of itself: its two times, and what it rests on."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.graphql.types.statements import Source, source


@output()
class Answer:
    """An answer as of a day and a number."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[Any]

    @reads(Date)
    def as_of(self) -> Any:
        """The day of the question."""
        return self.found.as_of

    @reads(int)
    def known_at(self) -> Any:
        """The registry's number at which it was answered."""
        return self.found.known_at

    @reads(list[Source])
    def sources(self) -> Any:
        """The sources of all that the answer rests on."""
        return [source(each) for each in self.found.sources]
