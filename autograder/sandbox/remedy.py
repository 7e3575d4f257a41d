"""From what the kernel said to what one can do about it."""

import sys
from pathlib import Path

__all__ = ["explain"]

WITHOUT = "or grade submissions that you trust with --no-sandbox"
ELSEWHERE = f"Remedy: grade on Linux (a virtual machine will do), {WITHOUT}."
# Every distribution has a switch of its own for the namespaces of ordinary users.
SWITCHES = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=0"),
    ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "user.max_user_namespaces=15000"),
)
CONTAINER = (
    "Remedy: inside a container, start it with a seccomp profile that allows namespaces "
    f"(docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined), {WITHOUT}."
)


def explain(reason):
    """Return one line: there is no sandbox, why, and the remedy."""
    if sys.platform != "linux":
        return f"There is no sandbox here: it is made of Linux namespaces. {ELSEWHERE}"
    if "Function not implemented" in reason:
        remedy = f"Remedy: Linux 5.12 or newer, {WITHOUT}."
    elif any(name in reason for name in ("unshare", "_map", "setgroups", "mount", "pivot_root")):
        remedy = _switch() or CONTAINER
    elif "NotFound" in reason:
        remedy = "Remedy: install the course's packages into the environment that runs the grader."
    else:
        remedy = f"Remedy: report this line, {WITHOUT}."
    return f"There is no sandbox here: {reason}. {remedy}"


def _switch():
    for name, off, setting in SWITCHES:
        path = Path("/proc/sys") / name
        if path.exists() and path.read_text().strip() == off:
            return f"Remedy: sudo sysctl -w {setting}, {WITHOUT}."
    return None
