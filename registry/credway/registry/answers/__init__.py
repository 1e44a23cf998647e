"""Answers: the questions of the field as functions over named queries; every surface calls these."""
