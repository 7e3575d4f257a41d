"""The guard: one process beside each student's, outside of its namespaces and out of its sight.

It makes the namespaces, starts the student's process in them, and ends it when the trusted side says so, when
the trusted side is gone, or when all its processes together hold too much memory. When it is done it says how
the student's process ended.
"""

import contextlib
import os
import select
import shutil
import signal
import tempfile

from . import jail, kernel, lockdown, memory, wire
from .relay import receive

__all__ = ["guard"]

LOOK = 50  # milliseconds between looks at the memory


def guard(control, channel, serve, processes, confined):
    """Run one student's process to its end; never return.

    Parameters
    ----------
    control, channel : socket
        To the trusted side: the guard's own, and the one for the student's process.
    serve : callable
        What the student's process does, given its channel and the limits.
    processes : int or None
        Descriptor of /proc.
    confined : bool
        Whether to confine, or only to limit.
    """
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        limits = receive(control)
        with _scratch(limits, processes, confined) as folder:
            child = os.fork()
            if child == 0:
                control.close()
                _become_student(channel, serve, limits, processes, confined, folder)
            channel.close()
            last_words = _watch(control, child, limits, processes, confined)
        _tell(control, **last_words)
    except BaseException as error:
        _tell(control, failed=f"{type(error).__name__}: {error}")
    os._exit(0)


@contextlib.contextmanager
def _scratch(limits, processes, confined):
    if confined:
        kernel.die_with_parent(signal.SIGKILL)
        kernel.unshare(jail.ALL)
        kernel.map_user(processes, "self", (jail.STUDENT, jail.STUDENT))
        jail.scratch(limits["written_bytes"])
        yield jail.SCRATCH
        return
    folder = tempfile.mkdtemp(prefix="cells-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _become_student(channel, serve, limits, processes, confined, folder):
    try:
        os.setsid()
        if confined:
            kernel.die_with_parent(signal.SIGKILL)
            _offer_to_memory_killer(processes)
            os.close(processes)
        os.chdir(folder)
        os.environ["HOME"] = os.environ["TMPDIR"] = folder
        os.umask(0o077)
        lockdown.limit(limits, confined)
        if confined:
            lockdown.confine()
    except BaseException as error:
        with contextlib.suppress(OSError):
            channel.sendall(wire.pack({"failed": f"{type(error).__name__}: {error}"}))
        os._exit(1)
    serve(channel, limits)


def _offer_to_memory_killer(processes):
    """Should the machine run out of memory, this process is the one to go."""
    with contextlib.suppress(OSError):
        descriptor = os.open("self/oom_score_adj", os.O_WRONLY, dir_fd=processes)
        os.write(descriptor, b"1000")
        os.close(descriptor)


def _watch(control, child, limits, processes, confined):
    reason, poll = None, select.poll()
    poll.register(control, select.POLLIN)
    end = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
    if end is not None:
        poll.register(end, select.POLLIN)
    while not _ended(child):
        ready = [descriptor for descriptor, _ in poll.poll(LOOK)]
        if control.fileno() in ready:
            reason = "asked"
        elif processes is not None and memory.exceeds(limits["memory_bytes"], processes):
            reason = "memory"
        if reason:
            _end(child, confined)
    return {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "reason": reason}


def _ended(child):
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(child, confined):
    """End the student's process; in a namespace all others go with its first one."""
    with contextlib.suppress(OSError):
        if not confined:
            os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)


def _tell(control, **what):
    with contextlib.suppress(OSError):
        control.sendall(wire.pack(what))
