"""Pathways: what leads where, what it needs, and what it adds."""
