"""What stands where JSON breaks off, and what to do about it."""

import json


def json_fault(text: str, line: int, column: int) -> str:
    """Say what is at a place where JSON breaks off, and what to do; empty where nothing is known."""
    lines = text.split("\n", line)
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    last = [lines[line - 1][: column - 1]] if line <= len(lines) else lines[line - 1 :]
    before = "\n".join([*lines[: line - 1], *last])
    if not text.strip():
        return "It is empty: write a document into it."
    if rest.startswith(("//", "/*")) or before.rstrip().endswith("/"):
        return "JSON has no comments: remove it."
    if rest.startswith(("}", "]")) and before.rstrip().endswith(","):
        return "Remove the comma before it."
    if rest.startswith(("'", "“", "”")):
        return 'Texts and keys stand in straight double quotes: ".'
    if rest.startswith(("{", "[")) and before.rstrip().endswith(("}", "]")):
        return (
            "A second document begins, or a comma is missing. Put several documents into an array, or one "
            "a line into an .ndjson file."
        )
    if rest.startswith('"') and (before.rstrip()[-1:] in '"}]' or before.rstrip()[-1:].isalnum()):
        return "A comma is missing before it."
    if rest.startswith(":") and _complete(before):
        return "The braces { and } around the document are missing."
    if rest.startswith(("NaN", "Infinity", "-Infinity", "undefined", "None", "True", "False")):
        return "JSON has only numbers, texts, true, false and null."
    if rest.startswith("<"):
        return "This is markup, not JSON."
    return ""


def _complete(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
