"""What the course does without, in a browser: left out of the wheels, because every first visit fetches them."""

import io
import zipfile
from fnmatch import fnmatch
from pathlib import Path

__all__ = ["NOT_NEEDED", "STAND_INS", "stand_in", "trim"]

_STAND_INS = Path(__file__).with_name("stand_ins")
STAND_INS = tuple(sorted(folder.name for folder in _STAND_INS.iterdir() if folder.is_dir()))

# Figures are shown as PNG or SVG, dates have no time zones, there is no terminal.
NOT_NEEDED = ("fonttools", "pytz", "wcwidth")
_DEVELOPERS = (
    "*/tests/*", "*/testing/plugin/*", "*/sphinxext/*", "*/f2py/*",
    "*.pyi", "*.h", "*.c", "*.a", "*.pxd",
)  # fmt: skip
_LEFT_OUT = {
    # Its front end is part of the site.
    "anywidget": ("*.data/*", "*/labextension/*", "*/nbextension/*"),
    # What embeds a terminal has a stand-in.
    "ipython": (
        "IPython/terminal/[deims]*", "IPython/terminal/prompts.py", "IPython/terminal/ptutils.py", "*.data/*",
    ),
    # The fonts for text and mathematics stay, and of the backends agg and svg.
    "matplotlib": (
        "*/mpl-data/fonts/afm/*", "*/mpl-data/fonts/pdfcorefonts/*", "*/DejaVuSerif*", "*/DejaVuSansMono-*",
        "*/mpl-data/images/*", "*/mpl-data/sample_data/*",
        "*/backends/backend_[!ams]*", "*/backends/qt_editor/*", "*/backends/web_backend/*",
    ),
    "numpy": ("*/_core/_*_tests.*.so",),
    # Python's lexer stays.
    "pygments": (
        "pygments/lexers/_*_builtins.py", "pygments/lexers/[!_ps]*",
        "pygments/lexers/p[!y]*", "pygments/lexers/s[!p]*",
    ),
    "python-dateutil": ("*/zoneinfo/*.tar.gz",),
}  # fmt: skip


def trim(name, wheel):
    """Return the bytes of a wheel without what the course does not need of the package `name`."""
    patterns = _DEVELOPERS + _LEFT_OUT.get(name, ())
    trimmed = io.BytesIO()
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(trimmed, "w") as new:
        for file in old.namelist():
            if not any(fnmatch(file, pattern) for pattern in patterns):
                new.writestr(zipfile.ZipInfo(file), old.read(file))
    return trimmed.getvalue()


def stand_in(name, folder):
    """Pack what takes the place of the package `name` as a wheel."""
    source, distribution = _STAND_INS / name, f"{name.replace('-', '_')}-0"
    wheel = folder / f"{distribution}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for file in sorted(source.rglob("*.py")):
            packed.write(file, file.relative_to(source))
        packed.writestr(
            f"{distribution}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n"
        )
        packed.writestr(f"{distribution}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    return wheel
