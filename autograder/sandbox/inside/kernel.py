"""The few Linux system calls that Python does not offer, each under its own name.

`Refused` says in words which of them the kernel did not grant.
"""

import ctypes
import os

__all__ = [
    "NEW_CGROUP",
    "NEW_IPC",
    "NEW_NET",
    "NEW_NS",
    "NEW_PID",
    "NEW_USER",
    "NEW_UTS",
    "Refused",
    "call",
    "die_with_parent",
    "drop_capabilities",
    "map_user",
    "mount",
    "prctl",
    "seal",
    "syscall",
    "unshare",
]

NEW_NS, NEW_CGROUP, NEW_UTS, NEW_IPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000

MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
MOUNT_READ_ONLY, MOUNT_NO_SUID, MOUNT_NO_DEVICES = 1, 2, 4
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE = 1, 38, 4
PR_SET_SECUREBITS, KEEP_CAPABILITIES = 28, 4
CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


class Refused(OSError):
    """The kernel did not allow what the sandbox needs."""


def call(name, *arguments):
    """Call a function of the C library; raise `Refused`, with its name, where it fails."""
    converted = [a.encode() if isinstance(a, str) else a for a in arguments]
    result = getattr(_libc, name)(*converted)
    if result == -1:
        error = ctypes.get_errno()
        raise Refused(error, f"{name}: {os.strerror(error)}")
    return result


def syscall(number, *arguments):
    """Make a system call that the C library has no name for (same number on every architecture)."""
    return call("syscall", ctypes.c_long(number), *map(_as_word, arguments))


def _as_word(argument):
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def unshare(flags):
    """Leave the namespaces named by `flags` for new, empty ones."""
    call("unshare", ctypes.c_int(flags))


def mount(source, target, kind=None, flags=0, options=None):
    """Mount `source` on `target`, as mount does in section 2 of the manual."""
    try:
        call("mount", source, target, kind, ctypes.c_ulong(flags), options)
    except Refused as error:
        raise Refused(error.errno, f"{error.strerror}, {source} on {target}") from None


def seal(path, below=False):
    """Make the mount at `path`, and those `below` it, read-only, without devices and set-user-id programs."""

    class Attributes(ctypes.Structure):
        _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]

    wanted = Attributes(set=MOUNT_READ_ONLY | MOUNT_NO_SUID | MOUNT_NO_DEVICES)
    flags = AT_RECURSIVE if below else 0
    syscall(MOUNT_SETATTR, AT_FDCWD, path.encode(), flags, ctypes.byref(wanted), ctypes.sizeof(wanted))


def prctl(option, value=0):
    """Change one of this process's attributes, as prctl does in section 2 of the manual."""
    call("prctl", option, *(ctypes.c_ulong(word) for word in (value, 0, 0, 0)))


def die_with_parent(signal):
    """Have the kernel send `signal` to this process when its parent ends."""
    prctl(PR_SET_PDEATHSIG, signal)


def map_user(processes, pid, *pairs):
    """Say who the users and groups of a new user namespace are outside of it.

    Parameters
    ----------
    processes : int
        Descriptor of a /proc directory.
    pid : int or str
        The process in the new namespace, or ``"self"``.
    *pairs : tuple of tuple of int
        User and group inside, user and group outside.
    """
    _write(processes, f"{pid}/setgroups", "deny")
    for kind, name in enumerate(("uid_map", "gid_map")):
        _write(
            processes, f"{pid}/{name}", "\n".join(f"{inner[kind]} {outer[kind]} 1" for inner, outer in pairs)
        )


def _write(folder, name, text):
    descriptor = os.open(name, os.O_WRONLY, dir_fd=folder)
    try:
        os.write(descriptor, text.encode())
    except OSError as error:
        raise Refused(error.errno, f"{name}: {error.strerror}") from None
    finally:
        os.close(descriptor)


def drop_capabilities():
    """Give up every capability for good, and the chance to gain any by starting a program."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
    prctl(PR_SET_NO_NEW_PRIVS, 1)
