"""Awards, agreements and intermediaries in sentences."""

from credway.registry.answers import words
from credway.registry.answers.said import Said
from credway.registry.answers.sentences.parts import Names, Part


def award(said: Said, names: Names) -> list[Part]:
    """Say what is earned for what is held, where and on whose authority; or what a value is provided for."""
    body = said.body
    if body.get("form") in ("agreement", "intermediary"):
        return _terms(said, names)
    if body.get("form") in ("provided", "received"):
        verb = " provides " if body["form"] == "provided" else " receives "
        return [
            names(said.one("FROM") or said.one("TOWARD")),
            f"{verb}the transfer value ",
            names(said.subject),
        ]
    held = said.all("FROM")
    verb = " held together earn" if len(held) > 1 else " earns"
    amounts = [words.credit(each) for each in body.get("amounts", ())]
    earned = "nothing" if body.get("refused") else " and ".join(amounts) or "credit, amount not stated,"
    parts: list[Part] = [*names.every(held), f"{verb} {earned}"]
    toward = said.all("TOWARD")
    if toward:
        parts += [" toward ", *names.every(toward)]
    common = [each["value"] for each in body.get("commonCourses", ())]
    if common:
        parts.append(f" (common course {', '.join(common)})")
    if body.get("requirements"):
        parts.append(f" for {' and '.join(body['requirements'])}")
    if said.one("BY"):
        advised = body.get("awardKind") == "Recommendation"
        parts += [" as recommended by " if advised else " at ", *names.every(said.all("BY"))]
    elif said.one("AT") and said.one("AT") not in toward:
        parts += [" at the institutions of ", names(said.one("AT"))]
    kind = {
        "GuaranteedMinimum": "guaranteed as a minimum",
        "InstitutionalAward": "the institution's own award",
        "Recommendation": "a recommendation that binds nobody",
    }.get(str(body.get("awardKind")))
    if kind and not body.get("refused"):
        parts.append(f", {kind}")
    if said.one("AUTHORITY"):
        parts += [" on the authority of ", names(said.one("AUTHORITY"))]
    if body.get("allOrNothing"):
        parts.append(", all or nothing")
    return parts


def _terms(said: Said, names: Names) -> list[Part]:
    """Say what an agreement or an intermediary states of transfer values."""
    granted = names.every(said.all("GRANTS"))
    of = names(said.subject)
    if said.body["form"] == "intermediary":
        numbers = [each["value"] for each in said.body.get("commonCourses", ())]
        common = f" as {' and '.join(numbers)}" if numbers else ""
        amounts = [words.credit(each) for each in said.body.get("amounts", ())]
        worth = f", worth {' and '.join(amounts)}" if amounts else ""
        return [of, " stands between ", *granted, f"{common}{worth}"]
    parts: list[Part] = [of, " grants ", *granted]
    if said.all("BY"):
        parts += [" at ", *names.every(said.all("BY"))]
    if said.all("SENT_BY"):
        parts += [" to those who come from ", *names.every(said.all("SENT_BY"))]
    if said.all("SENT_FROM"):
        parts += [
            ", of " if said.all("SENT_BY") else " to those who come from ",
            *names.every(said.all("SENT_FROM")),
        ]
    return parts
