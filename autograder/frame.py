"""The frame of a new exercise: a small one that works, to be replaced piece by piece."""

import re

from autograder.classroom import write_whole
from autograder.errors import CourseError
from autograder.exercises import topics
from autograder.notebooks import text_file
from autograder.pages import page
from autograder.places import ROOT

__all__ = ["write_frame"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def write_frame(topic, id):
    """Write the declaration of an exercise, its place in the topic, and its cells in the text.

    Parameters
    ----------
    topic : autograder.exercises.Topic
    id : str

    Returns
    -------
    list of pathlib.Path
        The files that were written or changed.

    Raises
    ------
    CourseError
        If the id is no id, or is taken.
    """
    if not _ID.fullmatch(id):
        raise CourseError(
            f"the id must be words in small letters with hyphens between, such as step, got {id!r}"
        )
    if id in {item.id for one in topics() for item in (*one.exercises, *one.written)}:
        raise CourseError(f"there is an exercise {id!r} already: ids are unique in the course")
    function = id.replace("-", "_")
    module = ROOT / "autograder" / "exercises" / topic.stem / f"{function}.py"
    if module.exists():
        raise CourseError(
            f"{module} is there already: choose another id, or declare the exercise in that file"
        )
    words = {"id": id, "function": function, "constant": function.upper()}
    words["title"] = id.replace("-", " ").capitalize()
    listing, text = module.with_name("__init__.py"), text_file(topic)
    contents = {
        module: page("exercise.py.j2", **words) + b"\n",
        listing: _listed(listing, topic.stem, function).encode(),
        text: text.read_bytes() + page("exercise_text.py.j2", **words) + b"\n",
    }
    for path, content in contents.items():
        write_whole(path, content)
    return list(contents)


def _listed(path, stem, module):
    """Return the topic's list of exercises with one more module, last."""
    source = path.read_text(encoding="utf-8")
    opening = f"from autograder.exercises.{stem} import (\n"
    start, end = source.find(opening), source.find("\nEXERCISES = (\n")
    if start < 0 or end < 0:
        raise CourseError(
            f"{path} must import its modules in parentheses and then list `EXERCISES`, one a line"
        )
    start += len(opening)
    close = source.index(")", start)
    modules = sorted([*re.findall(r"\w+", source[start:close]), module])
    imported = "".join(f"    {name},\n" for name in modules)
    last = source.index("\n)", end + 1) + 1
    return f"{source[:start]}{imported}{source[close:last]}    *{module}.EXERCISES,\n{source[last:]}"
