"""Build the course as a static site: ``python -m site_builder [--offline]``.

With ``--offline`` the site holds all that it needs, for tests and for places without a network; otherwise
Python and its packages come from Pyodide's own distribution, which browsers may have cached already.
"""

import argparse
import json
import os
import shutil
from pathlib import Path

from site_builder import landing, lite, packages, pyodide

ROOT = Path(__file__).resolve().parents[1]
_LOCK = "static/python/pyodide-lock.json"  # with the wheels beside it

_NO_WHEELS = (
    "a site for use without a network needs NumPy, Matplotlib and what they need, built for the browser: "
    "name their folder in COURSE_WASM_WHEELS (docs/browser.md says where they come from)"
)


def build(output, offline=False, wasm_wheels=None, cache=ROOT / "build" / "site-cache"):
    """Build the site into the folder `output`, whatever was there before."""
    stage = output.with_name(f".{output.name}.stage")
    for folder in (output, stage):
        shutil.rmtree(folder, ignore_errors=True)
    runtime = f"static/pyodide-{pyodide.PYODIDE_VERSION}"
    lite.build(ROOT / "course", stage, output, f"./{_LOCK}", f"./{runtime}/pyodide.mjs" if offline else None)
    shutil.rmtree(stage)
    landing.write(ROOT / "course", output, offline)
    fetched = pyodide.fetch(cache)
    lock = pyodide.read_lock(fetched)
    wheels = packages.gather(lock, ROOT / "course", cache, wasm_wheels if offline else None)
    (output / _LOCK).parent.mkdir(parents=True)
    packages.place(lock, pyodide.compiled(wheels, fetched, cache), (output / _LOCK).parent)
    if offline:
        lock["packages"] = {name: entry for name, entry in lock["packages"].items() if name in wheels}
        pyodide.copy_runtime(fetched, output / runtime)
    (output / _LOCK).write_text(json.dumps(lock), encoding="utf-8")


def main():
    """Build, and say how much there is to upload."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offline", action="store_true", help="hold everything, and need no network")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "site")
    options = parser.parse_args()
    folder = os.environ.get("COURSE_WASM_WHEELS")
    if options.offline and not folder:
        raise SystemExit(_NO_WHEELS)
    try:
        build(options.output.resolve(), options.offline, Path(folder).resolve() if folder else None)
    except packages.MissingWheelError as error:
        raise SystemExit(str(error)) from error
    size = sum(file.stat().st_size for file in options.output.rglob("*") if file.is_file())
    print(f"{options.output}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
