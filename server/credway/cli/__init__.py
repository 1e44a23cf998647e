"""The `credway` command."""
