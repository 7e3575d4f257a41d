"""Whether this machine has a sandbox, and whether what it promises holds here: each promise is tried out."""

import os
import socket
import time
from dataclasses import dataclass

from autograder.sandbox.inside import landlock, seccomp
from autograder.sandbox.job import Cell, Job, Limits, Question, SandboxError
from autograder.sandbox.sandbox import Sandbox

__all__ = ["missing", "promises"]

MIB = 1 << 20
LIMITS = Limits(cell_seconds=1, question_seconds=5, total_seconds=30, memory_bytes=1024 * MIB, processes=16)


def missing():
    """Return why this machine has no sandbox, each reason with its remedy; an empty list is good news."""
    try:
        with Sandbox() as sandbox:
            sandbox.try_out()
    except SandboxError as error:
        return [str(error)]
    return []


@dataclass(frozen=True)
class _Promise:
    """A sentence, and Python that tries to break it: `gained` lists what an attacker would have got."""

    sentence: str
    attack: str


def promises():
    """Try each promise on this machine.

    Returns
    -------
    list of tuple of (str, bool, str)
        The promise, whether it holds, and what was seen.
    """
    if reasons := missing():
        return [("Students' code runs confined.", False, reasons[0])]
    with socket.create_server(("127.0.0.1", 0)) as server, Sandbox() as sandbox:
        setting = {"port": server.getsockname()[1], "grader": __file__}
        tried = [_try(sandbox, promise, setting) for promise in _PROMISES]
        return [*tried, _nothing_remains(sandbox), _time_ends(sandbox), *_second_walls()]


def _try(sandbox, promise, setting):
    cells = (Cell("setting", f"setting = {setting!r}"), Cell("attack", promise.attack))
    job = Job(cells, (Question("gain", "attack", "gained()", {}),), LIMITS)
    seen = sandbox.run(job).answers["gain"]
    if seen.error is not None:
        return promise.sentence, False, f"could not be tried: {seen.error.kind}: {seen.error.message}"
    return promise.sentence, seen.value == [], ", ".join(map(str, seen.value)) or "nothing was gained"


def _time_ends(sandbox):
    endless = (
        "import time\nwhile True:\n    try:\n        time.sleep(9)\n    except BaseException:\n        pass"
    )
    job = Job((Cell("endless", endless), Cell("next", "a = 1")), (Question("a", "next", "a", {}),), LIMITS)
    outcome = sandbox.run(job)
    holds = outcome.cells["endless"].state == "timeout" and outcome.answers["a"].value == 1
    return "A cell that will not end is ended, and the next one runs.", holds, f"{outcome.seconds:.1f} s"


def _nothing_remains(sandbox):
    daemon = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(60)"
    )
    sandbox.run(Job((Cell("daemon", daemon),), (), LIMITS))
    until = time.monotonic() + 1  # the guard itself may still be leaving
    while (left := sandbox.processes()) and time.monotonic() < until:
        time.sleep(0.02)
    return "Nothing that a cell started is left when it is done.", left == 0, f"{left} processes left"


def _second_walls():
    version, machine = landlock.version(), os.uname().machine
    yield "Landlock stands behind the namespaces.", version > 0, f"version {version}"
    yield "System calls are filtered.", machine in seccomp.MACHINES, machine


def _attempts(*lines):
    """Write Python whose `gained()` tries each line and lists those that did not fail."""
    tries = "".join(f"    attempt({line!r})\n" for line in lines)
    return (
        "import contextlib, ctypes, os, resource, signal, socket, subprocess, sys\n"
        "def is_there(pid):\n    with contextlib.suppress(ProcessLookupError):\n"
        "        return os.kill(pid, 0) is None\n"
        "def gained():\n    gains = []\n"
        "    def attempt(line):\n        with contextlib.suppress(Exception):\n"
        "            exec(line, globals())\n            gains.append(line)\n"
        f"{tries}    return gains\n"
    )


_PROMISES = (
    _Promise(
        "The number of processes has a limit.",
        _attempts(f"for _ in range({LIMITS.processes}):\n    os.fork() or signal.pause()"),
    ),
    _Promise(
        "No file is seen but the interpreter, its packages and the scratch folder.",
        _attempts(
            "open('/etc/passwd')",
            "open(setting['grader'])",
            "os.listdir(os.path.dirname(setting['grader']))",
            "os.listdir('/proc')",
            "os.listdir('/sys')",
            "os.listdir('/var/log')",
        ),
    ),
    _Promise(
        "Nothing of the grader can be imported.",
        _attempts(
            "import autograder", "import source_lib", "import inside", "import nbgrader", "import scipy"
        ),
    ),
    _Promise(
        "Nothing can be written outside of the scratch folder.",
        _attempts(
            "open('/x', 'w')",
            "open('/dev/x', 'w')",
            "open(contextlib.__file__, 'a')",
            "os.mkdir('/dev/shm')",
            "os.chmod(contextlib.__file__, 0o777)",
        ),
    ),
    _Promise(
        "There is no network, not even this machine's own.",
        _attempts(
            "socket.create_connection(('127.0.0.1', setting['port']), 1)",
            "socket.create_server(('', 0))",
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', setting['port']))",
        ),
    ),
    _Promise(
        "No other process can be seen or signalled.",
        _attempts("next(pid for pid in range(2, 1 << 16) if pid != os.getpid() and is_there(pid))"),
    ),
    _Promise(
        "No privilege can be gained, and no program started.",
        _attempts(
            "os.setuid(0)",
            "os.chroot('/scratch')",
            "assert ctypes.CDLL(None).unshare(0x10000000) == 0",
            "assert ctypes.CDLL(None).mount(b'x', b'/scratch', b'tmpfs', 0, None) == 0",
            "assert ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0",
            "subprocess.run([sys.executable])",
        ),
    ),
    _Promise(
        "Memory, open files and written bytes have their limits.",
        _attempts(
            f"bytearray({LIMITS.memory_bytes})",
            f"kept = [os.dup(0) for _ in range({2 * LIMITS.open_files})]",
            f"with open('a', 'wb') as file: file.write(bytes({LIMITS.written_bytes + 1}))",
            "resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))",
        ),
    ),
)
