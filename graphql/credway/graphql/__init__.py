"""The GraphQL interface to the registry."""
