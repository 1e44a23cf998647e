"""Stores: one port, two adapters, named queries as file pairs."""
