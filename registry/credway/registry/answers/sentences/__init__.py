"""Statements in plain sentences, as parts so that a page can link what they name."""

from credway.registry.answers.sentences.parts import Mention, Part
from credway.registry.answers.sentences.sentence import asked, plain_sentence, sentence

__all__ = ["Mention", "Part", "asked", "plain_sentence", "sentence"]
