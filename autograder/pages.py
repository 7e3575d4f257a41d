"""Fill in the templates of the pages that people read; whatever came from a submission is escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nnlab.render import marked

__all__ = ["feedback_page", "page", "report_page"]


def page(template, **values):
    """Return a page as bytes.

    Parameters
    ----------
    template : str
        A file in the folder `templates`.
    **values
        What it shows.
    """
    return _templates.get_template(template).render(**values).encode()


def feedback_page(student, assignment, result, marks=None):
    """Return the page on one student's result, as recorded, with what a person has marked beside it."""
    return page("feedback.html.j2", student=student, assignment=assignment, result=result, marks=marks)


def report_page(assignment, report, names):
    """Return the page on a class; `names` holds what the students are called, by id, as far as anybody knows."""
    return page("report.html.j2", assignment=assignment, report=report, names=names)


_templates = Environment(
    loader=PackageLoader("autograder"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["marked"] = lambda text: Markup(marked(text))
_templates.filters["points"] = lambda number: f"{number:g}"
