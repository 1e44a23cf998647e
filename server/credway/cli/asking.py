"""The commands that ask: resolve, credit, portability."""

from functools import partial
from typing import Annotated

import typer

from credway.cli import output, saying, saying_credit, saying_places
from credway.cli.answering import all_data, answered, codes_of, say_all
from credway.cli.exits import Exit
from credway.cli.running import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    RefsArgument,
    StoreOption,
    wants_json,
    with_registry,
)
from credway.registry.answers import plain
from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit as credit_answer
from credway.registry.answers.holding import Held
from credway.registry.answers.placing import place_of
from credway.registry.answers.portability.answer import portability as portability_answers
from credway.registry.answers.resolve import parse_ref
from credway.registry.answers.resolve import resolve as resolutions
from credway.registry.registry import Registry

EarnedOn = Annotated[
    str | None, typer.Option("--earned-on", metavar="DATE", help="When what is held was earned.")
]
EarnedIn = Annotated[
    str | None, typer.Option("--earned-in", metavar="STATE", help="Where what is held was earned.")
]
Age = Annotated[int | None, typer.Option("--age", help="The asker's age.")]
Experience = Annotated[
    str | None, typer.Option("--experience", metavar="YEARS", help="The asker's years of experience.")
]
ResidentOf = Annotated[
    str | None, typer.Option("--resident-of", metavar="STATE", help="Where the asker resides.")
]
DegreeSeeking = Annotated[
    bool | None,
    typer.Option("--degree-seeking/--not-degree-seeking", help="Whether the asker seeks a degree."),
]


def resolve(
    ctx: typer.Context, refs: RefsArgument, store: StoreOption = None, as_json: JsonOption = False
) -> None:
    """Say what names, codes and identifiers mean here; several meanings are shown, never guessed."""

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask()
        found = await resolutions(frame, [parse_ref(text) for text in refs])
        things = await frame.describe(c.iri for each in found for c in each.candidates)
        if wants_json(ctx, as_json):
            output.print_json(plain.resolutions(found, things))
        else:
            saying.resolutions(found, things)
        clear = all(
            each.candidates
            and (len(each.candidates) == 1 or each.candidates[0].confidence != each.candidates[1].confidence)
            for each in found
        )
        return Exit.FINE if clear else Exit.NOT_FOUND

    with_registry(ctx, store, as_json, work)


def credit(
    ctx: typer.Context,
    refs: RefsArgument,
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="PLACE",
            help="A state, a UNITID, or an institution or a system by its name or IRI.",
        ),
    ],
    earned_on: EarnedOn = None,
    earned_in: EarnedIn = None,
    score: Annotated[str | None, typer.Option("--score", help="The score reached.")] = None,
    current: Annotated[
        bool | None, typer.Option("--current/--expired", help="Whether what is held is still current.")
    ] = None,
    evidence: Annotated[
        bool | None,
        typer.Option("--evidence/--no-evidence", help="Whether the evidence that is asked for can be shown."),
    ] = None,
    age: Age = None,
    experience: Experience = None,
    resident_of: ResidentOf = None,
    degree_seeking: DegreeSeeking = None,
    coming_from: Annotated[
        list[str] | None,
        typer.Option(
            "--coming-from", metavar="ORG", help="Where you come from, for agreements that ask; repeatable."
        ),
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what college credit held credentials earn at a place; several REFs are held together.

    The facts about what is held apply to each REF. What is not said is unknown, not false.
    """

    facts = (("ceterms:sendingOrganization", tuple(coming_from)),) if coming_from else ()
    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: credit_answer(
            frame,
            [Held(parse_ref(text), earned_on, earned_in, score, current, evidence) for text in refs],
            place_of(at),
            Asker(age, experience, resident_of, degree_seeking, facts),
        ),
        plain.credit,
        saying_credit.credit,
    )


def portability(
    ctx: typer.Context,
    refs: RefsArgument,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="STATE", help="A state's postal code or name; repeatable. All of them."),
    ] = None,
    earned_in: EarnedIn = None,
    earned_on: EarnedOn = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a credential counts in other states: listed, recognised, for credit, in demand."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: portability_answers(
            frame, [parse_ref(text) for text in refs], codes_of(to), earned_in, earned_on
        ),
        all_data(plain.portability),
        say_all(partial(saying_places.portability, only_known=to is None)),
    )
