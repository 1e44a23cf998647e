"""Every limit and setting: a name, a default, and a sentence. Read once from CREDWAY_<NAME>.

`docs/settings.md` is generated from this table.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credway.shapes.limits import Limits

SETTINGS: tuple[tuple[str, Any, str], ...] = (
    (
        "store",
        "sqlite:///credway.db",
        "Where the registry is kept: sqlite:///PATH, neo4j:// or bolt://.",
    ),
    ("neo4j_user", "", "User of the Neo4j server; empty where it asks for none."),
    ("neo4j_password", "", "Password of the Neo4j server; never printed."),
    ("neo4j_database", "neo4j", "Database of the Neo4j server."),
    ("base", "https://registry.credway.example/", "Base IRI of a registry that is created."),
    ("max_document_bytes", 1_000_000, "Largest document accepted over the network, in bytes."),
    ("max_local_bytes", 50_000_000, "Largest document accepted from a local file, in bytes."),
    ("max_depth", 32, "Deepest nesting of a JSON document."),
    ("max_nodes", 5_000, "Most nodes in a document accepted over the network."),
    ("max_local_nodes", 200_000, "Most nodes in a document accepted from a local file."),
    ("max_triples", 50_000, "Most triples of a document accepted over the network."),
    ("max_local_triples", 2_000_000, "Most triples of a document accepted from a local file."),
    ("max_values", 1_000, "Most values of one property over the network."),
    ("max_local_values", 50_000, "Most values of one property in a local file."),
    ("max_string", 65_536, "Longest string in a document, in characters."),
    ("max_paired", 20, "Most values of a property that is compared with another, such as a start date."),
    ("max_archive_bytes", 2_000_000_000, "Most bytes that an archive may inflate to."),
    ("max_archive_files", 200_000, "Most files in an archive."),
    ("max_archive_ratio", 200, "Most times that a file in an archive may grow when it is inflated."),
    ("max_workbook_bytes", 100_000_000, "Most bytes of a workbook, packed, inflated or as text."),
    ("max_workbook_cells", 5_000_000, "Most cells of a sheet of a workbook, from first to last."),
    ("judge_workers", 0, "Processes that judge documents; 0 takes one for each core."),
    ("judge_seconds", 10.0, "Longest time to judge a document from the network, in seconds."),
    ("judge_local_seconds", 300.0, "Longest time to judge a document from a local file, in seconds."),
    ("judge_megabytes", 2_000, "Most memory to judge a document from the network, in MB of addresses."),
    ("judge_local_megabytes", 6_000, "Most memory to judge a document from a local file, likewise."),
    ("max_judging", 8, "Most requests to validate that are judged at once; others are told to come back."),
    ("max_findings", 100, "Most findings returned for one document."),
    ("max_batch", 100, "Most documents published in one transaction."),
    ("page_default", 20, "Size of a page where none is asked for."),
    ("page_max", 100, "Largest page, and longest list of ids."),
    ("filter_depth", 8, "Deepest nesting of OR, NOT and unknown in the filter of a list."),
    ("filter_size", 20, "Most comparisons in the filter of a list."),
    ("search_words", 32, "Most different words in a text to search for."),
    ("search_letters", 250, "Longest word to search for, in letters."),
    ("search_ranked", 1_000, "Most matches of a search that are ranked, the first by name."),
    ("max_held", 50, "Most credentials held in one question."),
    (
        "max_awards",
        5_000,
        "Most awards looked at in one question of credit; the answer says that it was cut.",
    ),
    ("max_choices", 20_000, "Most states looked at to find which overlapping awards add up to most."),
    ("max_places", 60, "Most places in one portability question."),
    ("max_attesting", 200, "Most credentials named in one answer on who attests some competencies."),
    (
        "max_attestations",
        5_000,
        "Most claims, and as many conditions, read to say who attests; the answer says that it was cut.",
    ),
    (
        "max_looked_across",
        10_000,
        "Most documents of a load that are looked at together at its end without being asked for.",
    ),
    (
        "max_remembered",
        100_000,
        "Most names (documents, things in them, CTIDs) of a load or a validation that are remembered to find "
        "repeats.",
    ),
    (
        "max_kept_bytes",
        64_000_000,
        "Most bytes of answers that a serving process keeps, to give them again while nothing new is "
        "recorded and the day is the same; 0 keeps none.",
    ),
    ("max_cycle", 12, "Most steps of a prerequisite cycle that is looked for across documents."),
    ("max_steps", 8, "Most steps in a pathway plan."),
    ("max_plans", 10, "Most plans returned for a pathway."),
    ("max_search", 5_000, "Most partial plans looked at, and most conditions read, before a pathway is cut."),
    ("max_next", 1_000, "Most conditions read to say what can be taken next."),
    ("pathway_seconds", 2.0, "Longest time to search for plans before a pathway is cut, in seconds."),
    ("max_equivalents", 20, "Most equivalents followed for one credential."),
    ("query_depth", 12, "Deepest GraphQL selection."),
    ("query_tokens", 2_000, "Most tokens in a GraphQL document."),
    ("query_aliases", 30, "Most aliases in a GraphQL document."),
    ("query_nodes", 10_000, "Most nodes that one GraphQL operation may return."),
    ("request_bytes", 1_048_576, "Largest request body, in bytes."),
    ("request_seconds", 10.0, "Longest time for one answer, in seconds."),
    ("max_in_flight", 4, "Most requests that one process answers at once; others wait their turn."),
    ("max_waiting", 6, "Most requests that wait their turn; others are told to come back."),
    ("waiting_seconds", 2.0, "Longest time that a request waits its turn, in seconds."),
)


@dataclass(frozen=True)
class Settings:
    """The settings as read; attribute names are those of the table."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        """Return one setting. Raises AttributeError for a name that is not in the table."""
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(f"no setting is called {name}") from None

    def __repr__(self) -> str:
        """Show every setting but secrets."""
        shown = {k: "***" if "password" in k and v else v for k, v in self.values.items()}
        return f"Settings({shown})"

    def replaced(self, **changes: Any) -> "Settings":
        """Return these settings with some changed."""
        return Settings({**self.values, **changes})


def limits_of(settings: Settings, *, local: bool) -> Limits:
    """The limits of one document: those for the network, or those for local files."""
    kind = "local_" if local else ""
    return Limits(
        size=settings.max_local_bytes if local else settings.max_document_bytes,
        depth=settings.max_depth,
        nodes=getattr(settings, f"max_{kind}nodes"),
        values=getattr(settings, f"max_{kind}values"),
        string=settings.max_string,
        triples=getattr(settings, f"max_{kind}triples"),
        findings=settings.max_findings,
        inline_context=local,
        seconds=getattr(settings, f"judge_{kind}seconds"),
        megabytes=getattr(settings, f"judge_{kind}megabytes"),
        paired=settings.max_paired,
    )


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment. Raises ValueError naming the variable that is wrong."""
    found = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for name, default, _ in SETTINGS:
        text = found.get(f"CREDWAY_{name.upper()}")
        if text is None:
            values[name] = default
            continue
        try:
            values[name] = type(default)(text)
        except ValueError:
            kind = type(default).__name__
            raise ValueError(f"CREDWAY_{name.upper()}={text!r} is not of type {kind}") from None
    return Settings(values)
