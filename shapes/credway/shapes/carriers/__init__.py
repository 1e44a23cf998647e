"""Carriers: what documents come in, such as files, archives, lines and envelopes; and what is taken out."""
