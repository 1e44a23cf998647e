"""Articulations: tables that say which credential counts for which course, as awards in documents."""
