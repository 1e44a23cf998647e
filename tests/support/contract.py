"""One small registry with something for every query, published alike to any store."""

from scripted import Scripted, Writes, edge, projection, said, t, thing

from credway.registry.graph import Alias, Projection

OH = "https://w3id.org/credway/schemes/states/OH"


def credentials(fee: str = "100") -> Projection:
    """Three credentials of one owner: descriptions, owners, conditions, kinds, fees and spellings."""
    d = "d/credentials"
    described = [
        said("Description", d, t(f"c/{c}"), {}, subject=f"c/{c}", body={"names": [[f"C {c}", "en"]]})
        for c in "abc"
    ]
    needs = [
        said(
            "Condition",
            d,
            f"needs {of}",
            {"OF": f"c/{of}", "NEEDS": [f"c/{n}" for n in needed]},
            subject=f"c/{of}",
            body={"relation": relation, "tree": {"all": [t(f"c/{n}") for n in needed]}},
            number=age,
        )
        for of, needed, relation, age in (
            ("c", ["b"], "requires", 18.0),
            ("b", ["a", "z"], "requires", 16.0),
            ("a", ["c"], "recommends", None),
        )
    ]
    kinds = [
        said(
            "Classification",
            d,
            f"{c} {aspect} {concept}",
            {"OF": f"c/{c}", "CONCEPT": f"x/{concept}"},
            subject=f"c/{c}",
            body={"aspect": aspect},
        )
        for c, aspect, concept in (
            ("a", "cluster", "it"),
            ("b", "cluster", "health"),
            ("a", "credentialType", "license"),
            ("b", "occupation", "nurse"),
        )
    ]
    fees = [
        said(
            "Observation",
            d,
            f"fee {c}",
            {"OF": f"c/{c}"},
            body={"measure": "credway:examFee", "value": value},
            number=float(value),
        )
        for c, value in (("a", fee), ("b", "250.5"))
    ]
    return projection(
        d,
        thing("c/a", name="a plus", search="a plus comptia", types=("ceterms:Certification",)),
        thing("c/b", name="basic nursing", search="basic nursing", types=("ceterms:Credential",)),
        thing("c/c", name="care", search="care nurse", reference_only=True, types=("ceterms:Credential",)),
        *(*described, *needs, *kinds, *fees),
        edge("OWNED_BY", d, "c/a", "o/own"),
        edge("OWNED_BY", d, "c/b", "o/own"),
        edge("OFFERED_BY", d, "c/b", "o/other"),
        edge("PART_OF", d, "c/c", "f/frame"),
        Alias("aplus", "name", t("c/a")),
        Alias("aplus", "name", t("c/b")),
        Alias("ce-1", "ctid", t("c/a")),
    )


def organizations() -> Projection:
    """Two organizations in two states; the second owns a credential by its own word."""
    d = "d/organizations"
    return projection(
        d,
        thing("o/own", "Organization", name="own", types=("ceterms:Organization",)),
        thing("o/other", "Organization", name="other", types=("ceterms:Organization",)),
        thing("x/oh", "Jurisdiction", own=False),
        said("Description", d, t("o/own"), {}, subject="o/own"),
        edge("LOCATED_IN", d, "o/own", "x/oh"),
        edge("LOCATED_IN", d, "o/other", "x/va"),
        edge("OWNS", d, "o/other", "c/c"),
        edge("PART_OF_ORGANIZATION", d, "o/own", "o/part"),
        edge("PART_OF_ORGANIZATION", d, "o/part", "o/system"),
        edge("HAS_DEPARTMENT", d, "o/body", "o/other"),
        Alias("100654", "ceterms:ipedsID", t("o/other")),
        *(
            said(
                "Award", d, f"award {course}", {"FROM": "c/a", "AT": "o/own", "TOWARD": course}, subject="c/a"
            )
            for course in ("k/x", "k/y")
        ),
    )


def claims(*same: tuple[str, str]) -> Projection:
    """Who issues what, what became of it, and what stands for what."""
    d = "d/claims"
    issued = [
        said(
            "Claim",
            d,
            f"issuer {c}",
            {"OF": f"c/{c}", "OBJECT": "o/other"},
            subject=f"c/{c}",
            body={"predicate": "credway:issuer"},
        )
        for c in "ac"
    ]
    return projection(
        d,
        *issued,
        said(
            "Claim",
            d,
            "status a",
            {"OF": "c/a", "OBJECT": "x/retired"},
            subject="c/a",
            body={"predicate": "ceterms:credentialStatusType"},
        ),
        *(
            said(
                "Equivalence",
                d,
                f"{a} {b} {n}",
                {"OF": f"c/{a}", "OBJECT": f"c/{b}"},
                body={"link": f"same{n}"},
            )
            for n, (a, b) in enumerate(same)
        ),
    )


def lists() -> Projection:
    """Lists of two states, one of them complete, with entries for things and entries only printed."""
    d = "d/lists"
    versions = [
        said("ListVersion", d, t(f"l/{n}"), {"OF": f"l/{n}"}, subject=f"l/{n}", place=state, body=body)
        for n, state, body in ((1, "OH", {"complete": True}), (2, "OH", {}), (3, "VA", {"complete": True}))
    ]
    entries = [
        said(
            "ListEntry",
            d,
            t(f"l/{n}/{c}"),
            {"IN": f"l/{n}", "MEMBER": f"c/{c}"},
            place=state,
            body={"entryStatus": status} if status else {},
        )
        for n, c, state, status in (
            (1, "a", "OH", None),
            (1, "b", "OH", "Removed"),
            (3, "b", "VA", "Approved"),
        )
    ]
    printed = [
        said(
            "ListEntry",
            d,
            t(f"l/1/printed {n}"),
            {"IN": "l/1", "PRINTED_IN": "l/1"},
            place="OH",
            body={"printedName": str(n)},
        )
        for n in range(2)
    ]
    listed = said("Recognition", d, "listed c", {"OF": "c/c"}, place="OH", body={"action": "listed"})
    needed = {"OF": "x/nurse", "OBJECT": "c/q"}
    license = said("Recognition", d, "licensed nurse", needed, body={"action": "licenseRequired"})
    return projection(d, *versions, *entries, *printed, listed, license)


async def fill(store: Writes) -> int:
    """Publish everything; some of it twice, so that there are closed rows too. Returns the newest n."""
    publishing = Scripted(store)
    await publishing.publish(credentials(), organizations(), start="2020-01-01")
    await publishing.publish(claims(("a", "p"), ("p", "q")), lists(), start="2020-01-01")
    await publishing.publish(credentials(fee="120"))
    await publishing.publish(claims(("a", "p"), ("p", "q"), ("q", "r"), ("p", "b"), ("b", "p")))
    gone = projection(
        "d/gone", said("Award", "d/gone", "gone", {"FROM": "c/b"}), edge("OFFERS", "d/gone", "o/own", "c/a")
    )
    await publishing.publish(gone, start="2020-01-01")
    return await publishing.withdraw("d/gone", "2021-01-01")
