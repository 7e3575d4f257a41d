"""The course in a browser tab: every notebook from the first visit to full marks, with no server behind it."""

import json
import re

import offline_site
import pytest
from conftest import watched_page

from autograder.cli import main
from autograder.exercises import topics
from autograder.grading import released
from autograder.notebooks import solution_sources
from autograder.places import COURSE
from autograder.sandbox import missing
from autograder.submission import role

TOPICS = [topic for topic in topics() if (COURSE / topic.assignment).is_dir()]
PICTURES = (
    "widget => [...widget.querySelectorAll('canvas[role=img]')].map(canvas => canvas.toDataURL()).join()"
)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Yield the site without a network, served from localhost."""
    if reason := offline_site.lacking():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("site") / "site"
    offline_site.build(folder, "--offline")
    with offline_site.served(folder) as site:
        yield site


@pytest.fixture
def page(site, chromium):
    """Yield a page of a browser that was never here; its console has no error, and it talks to the site alone."""
    with watched_page(chromium, harmless=()) as page:
        asked = []
        page.context.on("request", lambda request: asked.append(request.url))
        yield page
        page.goto("about:blank")
        assert [url for url in asked if not url.startswith((site.url, "data:", "blob:", "about:"))] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.stem)
def test_from_the_first_visit_to_full_marks(site, page, topic, tmp_path):
    site.open(page, topic.assignment)
    site.run_all(page)
    assert troubles(site.cells(page)) == []
    names_the_mistake_and_then_passes(site, page, topic)
    answers = solution_sources(topic)
    site.fill(page, answers)
    site.run(page, *worth_running(released(topic.assignment)))
    assert troubles(site.cells(page)) == []
    every_widget_answers_the_keyboard(page)
    site.save(page)
    site.open(page, topic.assignment)
    kept = site.cells(page)
    assert {id: kept[id]["source"] for id in answers} == answers
    progress_is_kept(site, page, topic)
    handed_in = site.download(page)
    assert graded(topic, handed_in, tmp_path) == [(e.id, "right") for e in topic.exercises]


def test_public_site_takes_python_from_its_publisher(tmp_path):
    if reason := offline_site.lacking():
        pytest.skip(reason)
    offline_site.build(tmp_path / "site")
    lock = json.loads((tmp_path / "site/static/python/pyodide-lock.json").read_text())
    config = json.loads((tmp_path / "site/jupyter-lite.json").read_text())["jupyter-config-data"]
    kernel = config["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert re.match(r"https://[^/]+/pyodide/v[\d.]+/full/numpy-", lock["packages"]["numpy"]["file_name"])
    assert (tmp_path / "site/static/python" / lock["packages"]["nnlab"]["file_name"]).exists()
    assert "pyodideUrl" not in kernel
    assert list((tmp_path / "site").rglob("*_wasm32.whl")) == []


def names_the_mistake_and_then_passes(site, page, topic):
    """Type a known wrong answer and then the right one, and read what the check says."""
    exercise = next(exercise for exercise in topic.exercises if not exercise.needs)
    check = f"{exercise.id}-check"
    mistake = exercise.mistakes[0]
    site.type(page, exercise.id, mistake.source)
    site.run(page, exercise.id, check)
    assert mistake.sentence in site.printed(page, check)
    site.type(page, exercise.id, exercise.alternatives[0])
    site.run(page, exercise.id, check)
    assert re.search(r"[Aa]ll public checks passed|: right\.", site.printed(page, check))


def worth_running(release):
    """Return the cells that define, answer, check or show a widget; experiments may take minutes."""
    return [
        cell.id
        for cell in release.cells
        if role(cell) in ("setup", "answer", "given", "check") or "explore." in cell.source
    ]


def troubles(cells):
    """Return the errors and warnings below the cells."""
    return [
        (id, output.get("evalue") or output.get("text"))
        for id, cell in cells.items()
        for output in cell.get("outputs", [])
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def every_widget_answers_the_keyboard(page):
    """Switch off what is on and rules out sliders, move the first slider by a key, and see another picture."""
    widgets = page.locator(".nnlab-explorer")
    assert widgets.count() > 0
    for widget in widgets.all():
        widget.scroll_into_view_if_needed()
        slider = widget.locator("input[type=range]").first
        on = widget.locator("input[type=checkbox]:checked")
        for _ in range(on.count()):
            on.first.press("Space")
        page.wait_for_timeout(300)
        before = widget.evaluate(PICTURES)
        slider.focus()
        at_end = slider.input_value() == slider.get_attribute("max")
        page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        changed = f"([widget, before]) => ({PICTURES})(widget) !== before"
        page.wait_for_function(changed, arg=[widget.element_handle(), before], timeout=20_000)


def progress_is_kept(site, page, topic):
    """Ask the kit in a new kernel what was done before the page was loaded again."""
    first = next(cell.id for cell in released(topic.assignment).cells if cell.cell_type == "code")
    source = site.cells(page)[first]["source"]
    site.fill(page, {first: "import nnlab\nnnlab.progress()"})
    site.run(page, first)
    assert f"{len(topic.exercises)} of {len(topic.exercises)} ✓" in site.printed(page, first)
    site.fill(page, {first: source})


def graded(topic, content, folder):
    """Grade a file as any other, and return the state of each exercise."""
    paper = folder / "submitted" / "ada" / topic.assignment
    paper.mkdir(parents=True)
    (paper / f"{topic.assignment}.ipynb").write_bytes(content)
    results = folder / "results.json"
    command = ["grade", topic.assignment, "--classroom", str(folder), "--json", str(results)]
    main([*command, "--no-sandbox"] if missing() else command)
    return [(verdict["id"], verdict["state"]) for verdict in json.loads(results.read_text())[0]["exercises"]]
