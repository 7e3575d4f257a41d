"""Starts the warm process and asks it to fork; knows which files a student's process may see."""

import contextlib
import importlib.metadata
import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
from pathlib import Path

import nnlab.plain
from autograder.sandbox.inside import jail
from autograder.sandbox.job import SandboxError
from autograder.sandbox.remedy import explain

__all__ = ["Warm"]

# What a student has who installed the kit: these distributions and all that they require.
DISTRIBUTIONS = ("numpy", "matplotlib", "ipython", "ipywidgets", "anywidget")
BEGIN = "import sys; sys.path.insert(0, {!r}); from inside.parent import main; main({})"
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "NBGRADER_EXECUTION": "autograde",
    "OMP_NUM_THREADS": "1",  # a fork must have one thread, and submissions share the machine
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": "",
    "PYTHONHASHSEED": "0",
}
START_SECONDS = 60


class Warm:
    """A Python that has imported what notebooks import, and forks when told to.

    Parameters
    ----------
    confined : bool
        Whether it lives in a root of its own.

    Raises
    ------
    SandboxError
        If it does not start; the message says why.
    """

    def __init__(self, confined):
        self.confined = confined
        self._lock = threading.Lock()
        self._cleanup = contextlib.ExitStack()
        home = jail.SCRATCH
        if not confined:
            home = self._cleanup.enter_context(tempfile.TemporaryDirectory(prefix="warm-"))
        self._control, other = socket.socketpair()
        program = BEGIN.format(str(Path(__file__).parent), other.fileno())
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-S", "-c", program],
                env={**ENVIRONMENT, "HOME": home, "TMPDIR": home},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=(other.fileno(),),
            )
        try:
            self._greet(confined)
        except BaseException:
            self.close()
            raise

    def _greet(self, confined):
        self._control.settimeout(START_SECONDS)
        self._control.sendall(json.dumps({"confined": confined, **_view()}).encode() + b"\n")
        with self._control.makefile("r", encoding="utf-8") as lines:
            answer = json.loads(lines.readline() or '{"failed": "the warm process did not start"}')
        if "failed" in answer:
            raise SandboxError(explain(answer["failed"]))

    def fork(self, *ends):
        """Have a new process forked that owns the given socket `ends`."""
        with self._lock:
            try:
                socket.send_fds(self._control, [b"."], [end.fileno() for end in ends])
            except OSError as error:
                raise SandboxError(f"The warm process is gone: {error}") from None

    @property
    def alive(self):
        """Whether it is still running."""
        return self._process.poll() is None

    def descendants(self):
        """Count the processes below the warm one, by Linux's /proc."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # gone meanwhile
                fields = stat.read_text().rpartition(")")[2].split()
                if fields[0] != "Z":
                    parents[int(stat.parent.name)] = int(fields[1])
        below, found = {self._process.pid}, -1
        while len(below) > found:
            found = len(below)
            below |= {pid for pid, parent in parents.items() if parent in below}
        return found - (2 if self.confined else 1)

    def close(self):
        """End it, and with it all that it forked."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        self._cleanup.close()


def _view():
    """Return what a student's process sees: shown and masked paths, and where it imports from."""
    library = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
    base = Path(sys.base_prefix) / sys.platlibdir / f"python{sysconfig.get_python_version()}"
    library = [str(path) for path in dict.fromkeys([*map(Path, library), base]) if (path / "os.py").exists()]
    kit = Path(nnlab.plain.__file__).parent
    packages = _packages()
    return {
        "visible": sorted({*library, *_shared_libraries(), *packages, str(kit)}),
        "masked": [
            f"{path}/{name}"
            for path in library
            for name in ("site-packages", "dist-packages")
            if os.path.isdir(f"{path}/{name}")
        ],
        "path": [
            *[path for path in sys.path if path and _is_under(path, library)],
            *dict.fromkeys(str(Path(path).parent) for path in packages),
            str(kit.parent),
        ],
    }


def _is_under(path, folders):
    return "-packages" not in path and any(Path(path).is_relative_to(folder) for folder in folders)


def _packages():
    """Return the files and folders that belong to `DISTRIBUTIONS` and what they require."""
    found, names, seen = set(), list(DISTRIBUTIONS), set()
    while names:
        name = re.sub(r"[-_.]+", "-", names.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # for other systems
            distribution = importlib.metadata.distribution(name)
            tops = {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}
            found |= {str(distribution.locate_file(top)) for top in tops}
            needed = [text for text in distribution.requires or () if "extra ==" not in text]
            names += [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in needed]
    return sorted(path for path in found if os.path.exists(path))


def _shared_libraries():
    """Return the folders of the C libraries that compiled modules may still load."""
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [f"{root}/{machine}" for root in ("/lib", "/usr/lib") if machine]
    folders += ["/lib64", "/usr/lib64", "/etc/ld.so.cache"]
    return [folder for folder in folders if os.path.exists(folder)]
