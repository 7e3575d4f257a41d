"""Landlock: files by path, TCP, abstract sockets and signals, as far as this kernel knows it.

A second wall, like seccomp: should a mount ever be laxer than meant, this still refuses.
"""

import ctypes
import os
import struct

from . import kernel

__all__ = ["restrict", "version"]

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, RULE_PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIRECTORY, MAKE_CHARACTER, MAKE_BLOCK = 1, 2, 4, 8, 1 << 6, 1 << 11
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many bits of file rights each version knows


def version():
    """Return the version of Landlock in this kernel, 0 where there is none."""
    try:
        return kernel.syscall(CREATE_RULESET, None, 0, ASK_VERSION)
    except kernel.Refused:
        return 0


def restrict(scratch, devices):
    """Allow reading everywhere, writing to `devices` and all but starting programs in `scratch`."""
    level = version()
    if not level:
        return
    handled = (1 << FILE_RIGHTS[min(level, 5)]) - 1
    rules = _ruleset(level, handled)
    _allow(rules, "/", READ_FILE | READ_DIRECTORY)
    _allow(rules, devices, READ_FILE | READ_DIRECTORY | WRITE_FILE)
    _allow(rules, scratch, handled & ~(EXECUTE | MAKE_CHARACTER | MAKE_BLOCK))
    kernel.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _ruleset(level, handled):
    tcp = 0b11 if level >= 4 else 0  # bind and connect
    scopes = 0b11 if level >= 6 else 0  # abstract sockets and signals
    size = 24 if level >= 6 else 16 if level >= 4 else 8
    attributes = struct.pack("=QQQ", handled, tcp, scopes)[:size]
    return kernel.syscall(CREATE_RULESET, ctypes.c_char_p(attributes), size, 0)


def _allow(rules, path, rights):
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = ctypes.c_char_p(struct.pack("=Qi", rights, beneath))
    kernel.syscall(ADD_RULE, rules, RULE_PATH_BENEATH, rule, 0)
    os.close(beneath)
