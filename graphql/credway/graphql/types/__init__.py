"""The types of the schema: thin readings of what the core answers.

Things have statements and statements name things; `making` closes that circle, and is imported
first so that the order in which modules are loaded is always the same.
"""

from credway.graphql.types import making as making
