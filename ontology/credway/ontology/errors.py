"""The error of the vocabulary."""


class UnknownTermError(LookupError):
    """No such prefix, term or concept scheme."""
