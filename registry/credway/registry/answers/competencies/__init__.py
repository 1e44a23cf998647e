"""Competencies: what is attested, what is lacking, and of which sort it is."""
