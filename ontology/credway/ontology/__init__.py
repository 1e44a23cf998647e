"""The vocabulary: terms, concept schemes and the JSON-LD context."""
