"""A filter on system calls: what no student's cell needs and what attacks on a kernel begin with.

It is a second wall. The first is that there is nothing to reach: no files, no network, no processes.
"""

import ctypes
import errno
import os
import struct

from . import kernel

__all__ = ["restrict"]

# Numbers differ between x86_64 and aarch64; those from 424 on are the same everywhere.
REFUSED = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "init_module": (175, 105),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "memfd_create": (319, 279),
    "mount": (165, 40),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "semget": (64, 190),
    "setns": (308, 268),
    "shmat": (30, 196),
    "shmget": (29, 194),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    **{
        name: (number, number)
        for name, number in {
            "io_uring_setup": 425,
            "open_tree": 428,
            "move_mount": 429,
            "fsopen": 430,
            "fsmount": 432,
            "pidfd_getfd": 438,
            "mount_setattr": 442,
            "memfd_secret": 447,
        }.items()
    },
}
SOCKET, CLONE, CLONE3 = (41, 198), (56, 220), 435
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, ERROR = 0x7FFF0000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
FIRST_FOREIGN_NUMBER = 0x40000000  # x32, the second numbering of x86_64
NEW_NAMESPACES = 0x7E020080
AF_UNIX = 1

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2


def restrict():
    """Install the filter for this process and all it will start; on an unknown machine do nothing."""
    if not FILTER:
        return
    code = ctypes.create_string_buffer(FILTER, len(FILTER))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    program = Program(len(FILTER) // 8, ctypes.addressof(code))
    mode, none = ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.c_ulong(0)
    kernel.call("prctl", PR_SET_SECCOMP, mode, ctypes.byref(program), none)


def _program(column, architecture):
    refuse = _step(RETURN, ERROR | errno.EPERM)
    allow = _step(RETURN, ALLOW)
    steps = [
        _step(LOAD, ARCHITECTURE),
        _step(EQUAL, architecture, 1, 0),
        refuse,
        _step(LOAD, NUMBER),
        _step(AT_LEAST, FIRST_FOREIGN_NUMBER, 0, 1),
        refuse,
        # The flags of clone3 lie in memory, out of a filter's sight; without it, libc falls back on clone.
        _step(EQUAL, CLONE3, 0, 1),
        _step(RETURN, ERROR | errno.ENOSYS),
    ]
    for numbers in REFUSED.values():
        steps += [_step(EQUAL, numbers[column], 0, 1), refuse]
    steps += [
        _step(EQUAL, CLONE[column], 0, 4),
        _step(LOAD, FIRST_ARGUMENT),
        _step(ANY_BIT, NEW_NAMESPACES, 0, 1),
        refuse,
        allow,
        _step(EQUAL, SOCKET[column], 0, 3),
        _step(LOAD, FIRST_ARGUMENT),
        _step(EQUAL, AF_UNIX, 1, 0),
        refuse,
        allow,
    ]
    return b"".join(steps)


def _step(code, operand, if_true=0, if_false=0):
    return struct.pack("=HBBI", code, if_true, if_false, operand)


# Made once, in the warm process: it is the same for every fork.
FILTER = _program(*MACHINES[os.uname().machine]) if os.uname().machine in MACHINES else b""
