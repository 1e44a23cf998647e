"""What a check in code is, and the rows it answers with."""

from dataclasses import dataclass

from credway.shapes.convert import text_of
from credway.shapes.engine import SHAPES, Result, Severity, shortened


@dataclass(frozen=True, slots=True)
class Check:
    """One check in code. `minimum_data`: a mirror of old data is forgiven."""

    name: str
    severity: Severity
    message: str
    minimum_data: bool = False

    @property
    def iri(self) -> str:
        """The IRI under which results name the check, as they name a shape."""
        return f"{SHAPES}check/{self.name}"

    def result(self, subject: object, path: str, value: object, message: str = "") -> Result:
        """Return a row about one value of a node; without a message, with the check's own."""
        return Result(
            focus=text_of(subject),
            path=path,
            value=shortened(text_of(value)),
            message=message or self.message,
            severity=self.severity,
            shape=self.iri,
            component=self.iri,
            minimum_data=self.minimum_data,
        )
