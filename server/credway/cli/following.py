"""The commands that look ahead: pathway, next."""

from typing import Annotated

import typer

from credway.cli import saying_ways
from credway.cli.answering import answered
from credway.cli.asking import Age, Experience, ResidentOf
from credway.cli.running import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    RefsArgument,
    StoreOption,
)
from credway.registry.answers import plain
from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.next import next_credentials
from credway.registry.answers.pathways.plans import PlanOrder, PlanRelation
from credway.registry.answers.placing import place_of
from credway.registry.answers.resolve import parse_ref
from credway.registry.errors import BadRequest

At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="PLACE", help="Where credit is asked for: a state, a UNITID, an institution."
    ),
]
Facts = Annotated[
    list[str] | None,
    typer.Option("--fact", metavar="TERM=VALUE", help="A fact that a constraint may ask for; repeatable."),
]


def pathway(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="REF", help="What is to be reached.")],
    held: Annotated[
        list[str] | None, typer.Option("--from", metavar="REF", help="What is held already; repeatable.")
    ] = None,
    include: Annotated[
        list[PlanRelation] | None,
        typer.Option("--include", help="Follow this relation too; repeatable. Never shown as required."),
    ] = None,
    order: Annotated[
        PlanOrder, typer.Option("--order", case_sensitive=False, help="What to order plans by.")
    ] = PlanOrder.STEPS,
    first: Annotated[int, typer.Option("--first", help="How many plans.")] = 3,
    max_steps: Annotated[int | None, typer.Option("--max-steps", help="Most steps of a plan.")] = None,
    age: Age = None,
    experience: Experience = None,
    resident_of: ResidentOf = None,
    fact: Facts = None,
    at: At = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which steps lead to a credential, what each pays and costs, and by whose word."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: pathways(
            frame,
            [Held(parse_ref(text)) for text in held or []],
            parse_ref(target),
            include=[PlanRelation.REQUIRED, *(include or [])],
            asker=_asker(age, experience, resident_of, fact),
            order=order,
            first=first,
            max_steps=max_steps,
            place=place_of(at) if at else None,
        ),
        plain.pathway,
        saying_ways.pathway,
    )


def following(
    ctx: typer.Context,
    refs: RefsArgument,
    at: At = None,
    first: Annotated[int | None, typer.Option("--first", help="How many, at most 100.")] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="IRI", help="The credential after which to go on.")
    ] = None,
    age: Age = None,
    experience: Experience = None,
    resident_of: ResidentOf = None,
    fact: Facts = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what can be taken next after held credentials: all that is required is held, or one is lacking."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: next_credentials(
            frame,
            [Held(parse_ref(text)) for text in refs],
            asker=_asker(age, experience, resident_of, fact),
            place=place_of(at) if at else None,
            first=first,
            after=after,
        ),
        plain.following,
        saying_ways.following,
    )


def _asker(
    age: int | None, experience: str | None, resident_of: str | None, facts: list[str] | None
) -> Asker:
    """The facts about the asker. Raises BadRequest where a fact has no value."""
    given: dict[str, tuple[str, ...]] = {}
    for fact in facts or ():
        name, sign, value = fact.partition("=")
        if not (name and sign and value):
            raise BadRequest(f"{fact!r} is no fact; write TERM=VALUE, such as ceterms:creditValue=12")
        given[name] = (*given.get(name, ()), value)
    return Asker(age, experience, resident_of, facts=tuple(given.items()))
