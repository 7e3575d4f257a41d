"""axe-core on a page: what a person who reads with an aid, or sees little contrast, would stumble over."""

import pytest

_OUTPUTS = {"include": [[".jp-OutputArea-output"]]}  # all else on the page is JupyterLab's
# axe takes for invisible what JupyterLab's shell can scroll out of sight, so the outputs are lifted out of it.
_LIFT = """() => {
    const place = document.createElement('main');
    place.className = 'jp-Notebook jp-ThemedContainer';
    place.style = 'display: block; position: absolute; width: 1100px; background: var(--jp-layout-color0)';
    place.append(...document.querySelectorAll('.jp-Notebook .jp-OutputArea'));
    document.querySelector('.jp-LabShell').style.display = 'none';
    document.body.style.overflow = 'visible';
    document.body.append(place);
}"""
_THEME = (
    "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: `JupyterLab ${name}` })"
)


def findings(page, context=None):
    """Return what is serious or critical, one line each."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python"
    )
    seen = axe.Axe().run(page, context, {}).response
    assert any(rule["id"] == "color-contrast" for rule in seen["passes"] + seen["violations"]), "no text seen"
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:300]} {node.get('failureSummary', '')}"
        for rule in seen["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:4]
    ]


def findings_in_outputs(page):
    """Return the findings in what the cells of a notebook show, once `lift_outputs` was called."""
    return findings(page, _OUTPUTS)


def lift_outputs(page):
    """Leave on JupyterLab's page nothing but the outputs."""
    page.evaluate(_LIFT)
    page.wait_for_timeout(500)


def change_theme(page, theme):
    """Choose JupyterLab's theme, and wait until it shows."""
    page.evaluate(_THEME, theme)
    light = str(theme == "Light").lower()
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'")
    page.wait_for_timeout(500)
