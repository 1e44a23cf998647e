"""Portability: where a credential counts, on whose list, and for which work."""
