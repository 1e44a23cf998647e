"""Registries that are made up: any number of documents from a seed, for measuring and for trying out."""
