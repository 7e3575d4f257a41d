"""A root directory in which there is a Python with the course's packages, and nothing else.

The warm process moves into it before it imports anything, so that whatever is forked from it has never seen
another file system. Paths stay as they were; most of them are just not there.
"""

import os
import signal

from . import kernel

__all__ = ["DEVICES", "SCRATCH", "STUDENT", "enter", "scratch"]

SCRATCH, DEVICES = "/scratch", "/dev"
BASE = "/tmp"  # any folder that is there on every Linux: the new root is made on top of it
STUDENT = (1000, 1000)  # user and group, as the student's process sees itself
ROOT = (0, 0)
NOBODY = (65534, 65534)  # what it is outside when the grader runs as root

MS_NO_SUID, MS_NO_DEVICES, MS_NO_EXEC = 2, 4, 8
MS_BIND, MS_RECURSIVE, MS_PRIVATE = 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
WARM = kernel.NEW_USER | kernel.NEW_NS | kernel.NEW_PID | kernel.NEW_NET | kernel.NEW_IPC | kernel.NEW_UTS
ALL = WARM | kernel.NEW_CGROUP


def enter(visible, masked):
    """Go on in new namespaces, in a process of its own, in a root with only the `visible` paths.

    Parameters
    ----------
    visible : list of str
        Files and directories, shown read-only where they are.
    masked : list of str
        Directories inside of those that are shown empty, but for `visible` ones below them.

    Returns
    -------
    int
        A descriptor of /proc, the only way left to it.
    """
    processes = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    as_root = os.geteuid() == 0
    _leave(processes, as_root)
    _go_on_in_child()
    _build(visible, masked)
    if as_root:
        _become_nobody()
    return processes


def scratch(size):
    """Give this process's mount namespace an empty scratch directory of `size` bytes."""
    flags = MS_NO_SUID | MS_NO_DEVICES | MS_NO_EXEC
    kernel.mount("scratch", SCRATCH, "tmpfs", flags, f"size={size},nr_inodes=4096,mode=0700")


def _leave(processes, as_root):
    """Leave for new namespaces, in which this process may mount."""
    if not as_root:
        self_outside = (os.geteuid(), os.getegid())
        kernel.unshare(WARM)
        kernel.map_user(processes, "self", (STUDENT, self_outside))
        return
    os.setgroups([])
    act = _map_from_outside(processes, (ROOT, ROOT), (STUDENT, NOBODY))
    kernel.unshare(WARM)
    act()


def _become_nobody():
    """Root becomes nobody, for the kernel does not count root's processes; what it may do here, it keeps."""
    kernel.prctl(kernel.PR_SET_SECUREBITS, kernel.KEEP_CAPABILITIES)
    os.setresgid(*[STUDENT[1]] * 3)
    os.setresuid(*[STUDENT[0]] * 3)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else the files of this process in /proc would stay root's


def _map_from_outside(processes, *pairs):
    """Fork a process that stays outside and may therefore name another user; return how to let it act."""
    wait, go = os.pipe()
    this = os.getpid()
    outside = os.fork()
    if outside == 0:
        status = 1
        try:
            os.close(go)
            os.read(wait, 1)
            kernel.map_user(processes, this, *pairs)
            status = 0
        finally:
            os._exit(status)
    os.close(wait)

    def act():
        os.close(go)
        if os.waitpid(outside, 0)[1]:
            raise kernel.Refused(1, "uid_map: this root may not act for another user")

    return act


def _go_on_in_child():
    """Fork: the child is the first process of the new process namespace, and all ends with it."""
    child = os.fork()
    if child:
        os.closerange(3, 256)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    kernel.die_with_parent(signal.SIGKILL)


def _build(visible, masked):
    sources = {path: os.path.realpath(path) for path in visible}
    kernel.mount("none", "/", None, MS_PRIVATE | MS_RECURSIVE)
    kernel.mount("root", BASE, "tmpfs", MS_NO_SUID, "size=16m,mode=0755")
    os.mkdir(f"{BASE}/old")
    kernel.call("pivot_root", BASE, f"{BASE}/old")
    os.chdir("/")
    for path in sorted([*visible, *masked]):  # parents come before what lies in them
        if path in masked:
            _hide(path)
        else:
            _show(sources[path], path)
    for device in ("null", "zero", "random", "urandom"):
        _show(f"/dev/{device}", f"{DEVICES}/{device}")
    os.mkdir(SCRATCH)
    if not os.path.lexists("/tmp"):
        os.symlink(SCRATCH, "/tmp")
    kernel.call("umount2", "/old", MNT_DETACH)
    os.rmdir("/old")
    for path in [*visible, *masked]:
        kernel.seal(path, below=True)
    kernel.seal("/")
    kernel.mount("warm", SCRATCH, "tmpfs", MS_NO_SUID | MS_NO_DEVICES, "size=64m,mode=01777")
    os.chdir(SCRATCH)
    kernel.call("sethostname", b"sandbox", 7)


def _hide(path):
    os.makedirs(path, exist_ok=True)
    kernel.mount("masked", path, "tmpfs", MS_NO_SUID, "size=1m,mode=0755")


def _show(source, target):
    if not os.path.lexists(target):
        _make_mount_point(target, os.path.isdir(f"/old{source}"))
    kernel.mount(f"/old{source}", target, None, MS_BIND | MS_RECURSIVE)


def _make_mount_point(path, directory):
    os.makedirs(path if directory else os.path.dirname(path), exist_ok=True)
    if not directory:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o444))
