"""Facts about an asker through GraphQL and as the parameters of an address."""

import pytest
from making import iri
from small_registry import Ask

PATHWAYS = """query ($to: ID!, $asker: AskerInput) {
  pathways(to: {ref: {id: $to}}, asker: $asker) { knownAt } }"""


@pytest.mark.parametrize(
    ("asker", "argument"),
    [
        ({"residentOf": "Narnia"}, "residentOf"),
        ({"age": -5}, "age"),
        ({"yearsOfExperience": "-1"}, "yearsOfExperience"),
        ({"facts": [{"about": "ceterms:residentOf", "values": ["ZZ"]}]}, "residentOf"),
        ({"facts": [{"about": "https://purl.org/ctdl/terms/minimumAge", "values": ["-3"]}]}, "age"),
    ],
)
async def test_a_fact_that_nobody_can_have_is_refused(
    ask: Ask, asker: dict[str, object], argument: str
) -> None:
    """The error has the code and names the argument; a state that is one is answered."""
    body = await ask(PATHWAYS, to=iri("credentials/lpn"), asker=asker)
    [error] = body["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert error["extensions"]["argument"] == argument
    assert error["message"].startswith(argument)
    fine = await ask(PATHWAYS, to=iri("credentials/lpn"), asker={"residentOf": "US-OH"})
    assert "errors" not in fine
