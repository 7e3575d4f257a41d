"""The last steps before a student's code runs: limits, and nothing left that could be given up later."""

import os
import re
import resource

from . import jail, kernel, landlock, seccomp

__all__ = ["confine", "limit", "use_reserve"]

RESERVE = 8  # descriptors that are kept back for asking questions when a cell has used up its own


def limit(limits, confined):
    """Set what the kernel counts for each process, and the number of processes where it counts them apart."""
    for kind, value in {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_NOFILE: limits["open_files"] + RESERVE,
        resource.RLIMIT_FSIZE: limits["written_bytes"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }.items():
        _lower(kind, value)
    if confined and _counts_for_each_namespace():
        _lower(resource.RLIMIT_NPROC, limits["processes"])
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest - RESERVE, highest))


def _counts_for_each_namespace():
    """Kernels before 5.14 count a user's processes all over the machine; a small limit is then no limit."""
    return tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) >= (5, 14)


def use_reserve():
    """Allow this process the descriptors that cells do not get."""
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))


def _lower(kind, wanted):
    highest = resource.getrlimit(kind)[1]
    value = wanted if highest == resource.RLIM_INFINITY else min(wanted, highest)
    resource.setrlimit(kind, (value, value))


def confine():
    """Give up all privileges; then Landlock and seccomp, which nothing can take back."""
    kernel.drop_capabilities()
    landlock.restrict(jail.SCRATCH, jail.DEVICES)
    seccomp.restrict()
