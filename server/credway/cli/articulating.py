"""The commands on awards and agreements: awards, adopters, compare, at-risk, dependents."""

from typing import Annotated

import typer

from credway.cli import saying_awards as saying
from credway.cli.answering import answered
from credway.cli.running import AsOfOption, JsonOption, KnownAtOption, StoreOption
from credway.registry.answers import plain
from credway.registry.answers.credit.awarding import adopters as adopters_answer
from credway.registry.answers.credit.awarding import awards_for
from credway.registry.answers.credit.comparing import recommendations
from credway.registry.answers.credit.risks import START as FIRST_RISK
from credway.registry.answers.credit.risks import agreements_at_risk
from credway.registry.answers.dependents import START as FIRST_DEPENDENT
from credway.registry.answers.dependents import dependents as dependents_answer
from credway.registry.answers.placing import place_of
from credway.registry.answers.resolve import parse_ref

RefArgument = Annotated[
    str,
    typer.Argument(metavar="REF", help='A CTID, an IRI, or a name: "CompTIA A+ | CompTIA" with its issuer.'),
]
AtOption = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="PLACE",
        help="A state, an institution, a system or a UNITID; anywhere if left out.",
    ),
]
FirstOption = Annotated[int, typer.Option("--first", help="How many to show.")]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="POSITION", help="Show what follows a position, as printed.")
]


def awards(
    ctx: typer.Context,
    ref: RefArgument,
    at: AtOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who awards credit for a credential, toward what, and what the documents leave open."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: awards_for(frame, parse_ref(ref), place_of(at) if at else None),
        plain.awards,
        saying.awards,
    )


def adopters(
    ctx: typer.Context,
    ref: RefArgument,
    institution: Annotated[
        str, typer.Option("--although-not-at", metavar="INSTITUTION", help="Who does not award it: its name.")
    ],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which colleges award credit although one does not, and which of its courses are the same."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: adopters_answer(frame, parse_ref(ref), place_of(institution)),
        plain.adopters,
        saying.adopters,
    )


def compare(
    ctx: typer.Context,
    ref: RefArgument,
    at: AtOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a credit recommendation is in its review window, and how awards differ from it."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: recommendations(frame, parse_ref(ref), place_of(at) if at else None),
        plain.recommendations,
        saying.recommendations,
    )


def at_risk(
    ctx: typer.Context,
    at: Annotated[str, typer.Option("--at", metavar="PLACE", help="A state, an institution or a system.")],
    first: FirstOption = 20,
    after: AfterOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List agreements that rest on credentials that are retired, superseded or off the state's list."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: agreements_at_risk(
            frame, place_of(at), saying.size(frame.settings, first), saying.position(after, FIRST_RISK)
        ),
        plain.risks,
        saying.risks,
    )


def dependents(
    ctx: typer.Context,
    ref: RefArgument,
    first: FirstOption = 20,
    after: AfterOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what rests on a credential: agreements, programs, list entries, what needs or prepares for it."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: dependents_answer(
            frame, parse_ref(ref), saying.size(frame.settings, first), saying.position(after, FIRST_DEPENDENT)
        ),
        plain.dependents,
        saying.dependents,
    )
