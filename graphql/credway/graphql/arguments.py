"""Arguments that several questions take."""

from typing import Annotated

from strawberry.types import Info

from credway.graphql.building import takes
from credway.graphql.context import Context
from credway.graphql.paging import AFTER, BEFORE, FIRST, LAST
from credway.graphql.scalars import Date
from credway.graphql.types.enums import UnknownRule
from credway.graphql.types.inputs import (
    ListOrder,
)

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]
Last = Annotated[int | None, LAST]
Before = Annotated[str | None, BEFORE]
AsOf = Annotated[Date | None, takes("The day for which it is asked; today where none is given.")]
KnownAt = Annotated[
    int | None,
    takes(
        "The registry's number at which it is asked; the newest, the same for the whole request,"
        " where none is given."
    ),
]
Text = Annotated[
    str | None,
    takes(
        "Words that must each start a word of a name, or a code, an id, another spelling of the name."
        " Without `orderBy`, the best match comes first."
    ),
]
Order = Annotated[list[ListOrder] | None, takes("The order; by name where none is given and no `text`.")]
Unknown = Annotated[
    UnknownRule,
    takes("What becomes of things of which nobody has stated what `where` asks, or too little of it."),
]
I = Info[Context, None]  # noqa: E741
