"""The course in a browser tab: how much a first visit fetches, and how soon a first check is answered.

    python -m benchmarks.site

Builds the site for use without a network (COURSE_WASM_WHEELS names the folder of the wheels), serves it from
localhost, opens a notebook, answers an exercise and checks it; then all that again in a new page of the same
browser, and prints both. The goals: at most 40 MB and 20 s on an idle machine with 2 cores, and half of each, so
20 MB and 10 s, for the second time.
"""

import gzip
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What the tests share stands beside them.
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

import offline_site  # noqa: E402
from real_lab import chromium  # noqa: E402

ASSIGNMENT = "02_activations"
ANSWER = "def step(z):\n    return (np.asarray(z) >= 0).astype(float)\n"
COMPRESSED = (".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm")  # by any static host


def first_check(site, page):
    """Return the seconds until the notebook is seen, Python answers, and a check has passed."""
    start, times = time.perf_counter(), []
    site.show(page, ASSIGNMENT)
    times.append(time.perf_counter() - start)
    site.wait_for_python(page)
    times.append(time.perf_counter() - start)
    setup = next(id for id in site.cells(page) if id.startswith("setup"))
    site.fill(page, {"step": ANSWER})
    site.run(page, setup, "step", "step-check")
    times.append(time.perf_counter() - start)
    assert "all public checks passed" in site.printed(page, "step-check")
    return times


def megabytes(files):
    """Return the size of what was sent, as it is and as a static host compresses it."""
    plain = sum(file.stat().st_size for file in files)
    sent = sum(
        len(gzip.compress(file.read_bytes(), 6)) if file.suffix in COMPRESSED else file.stat().st_size
        for file in files
    )
    return plain / 1e6, sent / 1e6


def parts(files, folder):
    """Return the files by what they are for: the folder of the site in which they lie."""
    found = {}
    for file in files:
        *folders, _ = file.relative_to(folder).parts
        found.setdefault("/".join(folders[: 2 if folders[:1] == ["static"] else 1]), []).append(file)
    return sorted(found.items(), key=lambda part: -megabytes(part[1])[0])


def main():
    """Measure a first visit and a second one, and print a table."""
    if reason := offline_site.lacking():
        print(reason)
        return
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores (times count below 1)")
    with tempfile.TemporaryDirectory() as base, chromium(profile=Path(base) / "profile") as browser:
        folder = Path(base) / "site"
        offline_site.build(folder, "--offline")
        whole = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
        with offline_site.served(folder) as site:
            print(f"{'visit':8} {'seen':>6} {'Python':>7} {'check':>6} s {'MB':>6} {'compressed':>11}")
            for visit in ("first", "second"):
                page = browser.new_page()
                site.sent.clear()
                seen, python, check = first_check(site, page)
                site.save(page)
                page.close()
                plain, compressed = megabytes(site.sent)
                print(f"{visit:8} {seen:6.1f} {python:7.1f} {check:6.1f}   {plain:6.1f} {compressed:11.1f}")
                for name, files in parts(site.sent, folder):
                    plain, compressed = megabytes(files)
                    print(f"    {name:25}{len(files):4} files {plain:6.1f} {compressed:11.1f}")
    print(f"the whole site is {whole:.1f} MB")


if __name__ == "__main__":
    main()
