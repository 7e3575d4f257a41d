"""How much memory a guard's descendants hold, read from /proc.

Limits of the kernel's hold for each process, and there may be many; this is what all add up to.
"""

import os
import re

__all__ = ["exceeds"]

PAGE = os.sysconf("SC_PAGE_SIZE")


def exceeds(limit, processes):
    """Return whether the descendants of this process hold more than `limit` bytes of their own.

    Looks closely only where a rough look, which counts shared pages once for each process, finds too much.

    Parameters
    ----------
    limit : int
        Bytes, beyond the little that they have in common with this process.
    processes : int
        Descriptor of /proc.
    """
    base = _resident(processes, "self")
    found = list(_descendants(processes, "self"))
    if sum(max(0, _resident(processes, pid) - base) for pid in found) <= limit:
        return False
    return sum(_own(processes, pid) for pid in found) > limit


def _descendants(processes, pid):
    thread = os.readlink("self", dir_fd=processes) if pid == "self" else pid
    for child in _read(processes, f"{pid}/task/{thread}/children").split():
        yield child
        yield from _descendants(processes, child)


def _resident(processes, pid):
    fields = _read(processes, f"{pid}/statm").split()
    return PAGE * int(fields[1]) if len(fields) > 1 else 0


def _own(processes, pid):
    """Return a process's memory, a page that n processes share counted as a n-th; slow for large ones."""
    share = re.search(r"^Pss: *(\d+) kB", _read(processes, f"{pid}/smaps_rollup"), re.MULTILINE)
    return 1024 * int(share[1]) if share else _resident(processes, pid)


def _read(processes, path):
    """Return the text of a file of /proc; a process may have gone meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY, dir_fd=processes)
    except OSError:
        return ""
    try:
        return os.read(descriptor, 1 << 16).decode()
    except OSError:
        return ""
    finally:
        os.close(descriptor)
