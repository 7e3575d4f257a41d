"""What the sandbox says about its machine: as root, as an ordinary user, and where it is forbidden."""

import json
import os
import subprocess
import sys

import pytest

from autograder.sandbox import missing, promises
from autograder.sandbox.remedy import explain

# Becomes an ordinary user in a user namespace of its own, then does something to it, then runs the program.
AS_USER = """
import os, sys
from autograder.sandbox.inside import kernel
outer = (os.geteuid(), os.getegid())
processes = os.open("/proc", os.O_RDONLY)
kernel.unshare(kernel.NEW_USER)
kernel.map_user(processes, "self", ((1000, 1000), outer))
{before}
os.execv(sys.executable, [sys.executable, "-c", {program!r}])
"""


def as_user(program, before=""):
    """Run a program, which prints JSON, as user 1000 without any privilege."""
    program = AS_USER.format(before=before, program=program)
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # a process with more may not change its user
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=one_thread
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


class TestPromises:
    def test_all_hold_here(self, sandbox):
        assert [promise for promise in promises() if not promise[1]] == []

    @pytest.mark.slow
    def test_all_hold_for_an_ordinary_user(self, sandbox):
        found = as_user("import json, autograder.sandbox as s; print(json.dumps(s.promises()))")
        assert len(found) > 10
        broken = {sentence for sentence, holds, _ in found if not holds}
        # Outside of its namespace this user is the one who runs the tests. The kernel does not count root's
        # processes, so where that is root this one promise cannot be tried in this way.
        assert broken <= ({"The number of processes has a limit."} if os.geteuid() == 0 else set())


class TestMissing:
    def test_nothing_where_the_sandbox_works(self, sandbox):
        assert missing() == []

    def test_names_the_switch_that_is_off(self, sandbox):
        before = "open('/proc/sys/user/max_user_namespaces', 'w').write('0')"
        [reason] = as_user("import json, autograder.sandbox as s; print(json.dumps(s.missing()))", before)
        assert reason.startswith("There is no sandbox here: ")
        assert "sudo sysctl -w user.max_user_namespaces=15000" in reason
        assert "--no-sandbox" in reason

    def test_an_old_kernel_needs_a_newer_one(self):
        assert "Remedy: Linux 5.12 or newer" in explain(
            "Refused: [Errno 38] syscall: Function not implemented"
        )

    def test_elsewhere_needs_linux(self, monkeypatch):
        monkeypatch.setattr(sys, "platform", "darwin")
        assert "grade on Linux" in explain("AttributeError: unshare")
