"""The warm process: has everything imported, and forks one guard for each submission.

It reads no submission and no question, so that what it hands on to a fork is the same for everybody.
"""

import contextlib
import gc
import json
import os
import pkgutil
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path

from . import jail

__all__ = ["main"]


def main(descriptor):
    """Confine, import, say so; then fork whenever two sockets come in, until the trusted side is gone.

    `descriptor` is the socket to the trusted side, the only thing this process inherits.
    """
    control = socket.socket(fileno=descriptor)
    with control.makefile("r", encoding="utf-8") as lines:
        settings = json.loads(lines.readline())
    try:
        processes = _enter_jail(settings) if settings["confined"] else None
        guard, serve = _warm_up(settings["path"])
        _forget_own_modules()
    except BaseException as error:
        _say(control, failed=f"{type(error).__name__}: {error}")
        os._exit(1)
    _say(control, ready=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guards are nobody's to wait for
    while sockets := _next_job(control):
        if os.fork() == 0:
            control.close()
            guard(*(socket.socket(fileno=s) for s in sockets), serve, processes, settings["confined"])
        for descriptor in sockets:
            os.close(descriptor)
    os._exit(0)


def _say(control, **what):
    with contextlib.suppress(OSError):
        control.sendall(json.dumps(what).encode() + b"\n")


def _enter_jail(settings):
    """Move into the jail with the modules still to be imported, to a place that forks will not see."""
    own = {path.name: path.read_bytes() for path in Path(__file__).parent.glob("*.py")}
    processes = jail.enter(settings["visible"], settings["masked"])
    folder = Path(tempfile.mkdtemp(dir=jail.SCRATCH))
    for name, content in own.items():
        (folder / name).write_bytes(content)
    sys.modules[__package__].__path__[:] = [str(folder)]
    return processes


def _warm_up(path):
    sys.path[:] = path
    sys.dont_write_bytecode = True
    import nnlab

    from . import guard, originals, shell, student

    for module in pkgutil.walk_packages(nnlab.__path__, "nnlab."):
        __import__(module.name)
    warm = shell.warm_shell()
    if threading.active_count() > 1:
        raise RuntimeError(f"a thread is running: {threading.enumerate()[-1].name}")
    kept = originals.Originals(warm)
    return guard.guard, lambda channel, limits: student.serve(channel, warm, kept, limits)


def _forget_own_modules():
    """Leave nothing of the grader's to import."""
    for name in [name for name in sys.modules if name.split(".")[0] == "inside"]:
        del sys.modules[name]
    sys.argv[:] = sys.orig_argv[:] = ["python"]
    gc.collect()
    gc.freeze()  # untouched memory stays shared between the forks


def _next_job(control):
    """Return the two descriptors that come with the next job, or None when the trusted side is gone."""
    _, sockets, _, _ = socket.recv_fds(control, 1, 2)
    return sockets if len(sockets) == 2 else None
