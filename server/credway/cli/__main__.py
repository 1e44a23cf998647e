"""`python -m credway.cli`."""

from credway.cli.main import app

app()
