"""The SHACL shapes that documents are checked against, and `validate`, which judges a document by them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from credway.shapes.calling import SeveralDocuments, validate, validate_each

__all__ = ["SeveralDocuments", "validate", "validate_each"]


def __getattr__(name: str) -> Any:
    """Load the validator and its engines when somebody asks for it, not with every module of shapes."""
    if name in __all__:
        from credway.shapes import calling

        return getattr(calling, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
