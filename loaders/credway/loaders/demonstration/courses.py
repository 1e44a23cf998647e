"""The courses and programs that awards count towards."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.loaders.demonstration.tables import Row, parts, slug


@dataclass(frozen=True, slots=True)
class Course:
    """A course or a program as a table of awards names it; `path` is its IRI under the base."""

    path: str
    kind: str
    name: str


def courses(row: Row) -> Sequence[Course]:
    """List what an award counts towards: courses `code=title`, programs by name.

    Where the codes are the common numbers themselves, they are several numbers of one course.
    """
    owner = row["awarded_by"] or row["authority"]
    listed = [(code, title) for code, _, title in (cell.partition("=") for cell in parts(row["courses"]))]
    found: list[Course] = []
    if listed and [code for code, _ in listed] == parts(row["common_course_id"]):
        codes = [code for code, _ in listed]
        name = f"{listed[0][1]} ({', '.join(codes)})"
        found.append(Course(f"courses/{owner}/{slug(' '.join(codes))}", "ceterms:Course", name))
    else:
        for code, title in listed:
            name = f"{code}: {title}" if title else code
            found.append(Course(f"courses/{owner}/{slug(code)}", "ceterms:Course", name))
    for program in parts(row["programs"]):
        found.append(Course(f"programs/{owner}/{slug(program)}", "ceterms:LearningProgram", program))
    return found
