"""`python -m credway.cli`."""

from credway.cli.main import app

if __name__ == "__main__":  # worker processes import this module again
    app()
