"""Hostile cells. Each must gain nothing, cost no other exercise its answer, and leave nothing behind.

Every attack stands between two honest cells and puts into `gained` what it got hold of. The state in which
its cell ends is part of the test: an attack that fails for another reason than the sandbox proves nothing.
"""

import dataclasses
import os
import socket
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Cell, Job, Limits, Question

REPOSITORY = Path(__file__).parents[3]
X = np.array([[0.5, -1.0], [2.0, 3.0]])
AMPLE = Limits(total_seconds=50, memory_bytes=700 << 20, processes=12, written_bytes=4 << 20)
SHORT = dataclasses.replace(AMPLE, cell_seconds=0.7, question_seconds=0.7)  # for what is to run out of time
LIBC = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
TRY = """
import contextlib, os, sys
gained = []
def attempt(act, *arguments):
    with contextlib.suppress(Exception):
        gained.append(repr(act(*arguments))[:200])
"""


def run(sandbox, source, questions=(), limits=AMPLE):
    """Run an attack between two honest cells and return the outcome; the honest answers must be right."""
    cells = (
        Cell("before", "def f(x):\n    return x + 1"),
        Cell("attack", source),
        Cell("after", "g = lambda x: 2 * x"),
    )
    honest = (
        Question("f", "before", "f(x)", {"x": X}),
        Question("gained", "attack", "gained", {}),
        Question("g", "after", "g(x)", {"x": X}),
        Question("h", "", "g(x) - x", {"x": X}),
    )
    outcome = sandbox.run(Job(cells, (*honest, *questions), limits))
    assert outcome.cells["before"].state == outcome.cells["after"].state == "ok"
    for name, expected in {"f": X + 1, "g": 2 * X, "h": X}.items():
        np.testing.assert_array_equal(outcome.answers[name].value, expected, err_msg=f"{name}: {outcome}")
    return outcome


def gain(outcome):
    """What the attack got: nothing if `gained` is empty or was never made."""
    seen = outcome.answers["gained"]
    if seen.error is not None:
        assert seen.error.kind in ("NameError", "Crashed", "TimeLimit"), seen
        return []
    return seen.value


READING = {
    "a file of the system": f"{TRY}\n"
    f"for path in ('/etc/passwd', '/etc/hostname', '/etc/shadow'): attempt(open, path)",
    "the repository": TRY + f"for name in ('autograder', 'source_lib', 'solutions', 'tests', '.git'):\n"
    f"    attempt(os.listdir, os.path.join({str(REPOSITORY)!r}, name))\n"
    f"    attempt(open, os.path.join({str(REPOSITORY)!r}, name, '__init__.py'))",
    "the reference library": TRY + "import importlib\nsys.path += ['/', os.getcwd()]\n"
    "for name in ('source_lib', 'autograder', 'inside', 'sandbox', 'nbgrader', 'scipy', 'torch'):\n"
    "    attempt(importlib.import_module, name)",
    "the file system above its root": TRY + "top = os.open('/', os.O_RDONLY)\n"
    "attempt(lambda: os.stat('etc/passwd', dir_fd=top))\n"
    "attempt(os.listdir, '/../../home')\nattempt(os.chroot, '/scratch')\n"
    "os.chdir('/' + '../' * 50)\nattempt(open, 'etc/passwd')",
    "other processes' files": TRY + "for pid in (1, 2, os.getppid(), 'self'):\n"
    "    for name in ('mem', 'environ', 'maps', 'fd', 'root', 'cwd'):\n"
    "        attempt(os.stat, f'/proc/{pid}/{name}')",
    "other processes' memory": TRY + LIBC + "buffer = ctypes.create_string_buffer(8)\n"
    "vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)\n"
    "for pid in range(1, 5000):\n"
    "    if pid == os.getpid(): continue\n"
    "    if libc.process_vm_readv(pid, vector, 1, vector, 1, 0) >= 0: gained.append(pid)\n"
    "    if libc.ptrace(16, pid, 0, 0) == 0: gained.append(pid)",
    "descriptors that it inherited": TRY + "import stat\nfor fd in range(1024):\n"
    "    with contextlib.suppress(OSError):\n"
    "        seen = os.fstat(fd)\n"
    "        if stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode): gained.append(fd)",
    "the environment": TRY
    + "gained = sorted(set(os.environ) - {'HOME', 'LANG', 'NBGRADER_EXECUTION', 'OMP_NUM_THREADS',\n"
    "    'OPENBLAS_NUM_THREADS', 'PATH', 'PYTHONHASHSEED', 'TMPDIR'})",
    "disks, by making a device": TRY
    + "import stat\nattempt(os.mknod, 'disk', 0o600 | stat.S_IFBLK, os.makedev(8, 0))",
}


class TestReading:
    @pytest.mark.parametrize("source", READING.values(), ids=READING)
    def test_gains_nothing(self, sandbox, leaves_nothing, source):
        outcome = run(sandbox, source)
        assert outcome.cells["attack"].state == "ok", outcome.cells["attack"]
        assert gain(outcome) == []

    def test_earlier_submissions_leave_no_trace(self, sandbox, leaves_nothing):
        secret = Cell("secret", "hidden = ['LEFT' + 'OVER']\nopen('note', 'w').write(hidden[0])")
        sandbox.run(Job((secret,), (Question("a", "", "hidden", {"b": "LEFT" + "OVER"}),), AMPLE))
        source = (
            f"{TRY}\nimport gc\nword = 'LEFT' + 'OVER'\n"
            "def texts(kept): return kept.values() if type(kept) is dict else kept\n"
            "gained = os.listdir() + [repr(kept)[:99] for kept in gc.get_objects()\n"
            "    if type(kept) in (dict, list, tuple) and kept is not globals()\n"
            "    and any(type(text) is str and text == word for text in texts(kept))]"
        )
        outcome = run(sandbox, source)
        assert outcome.cells["attack"].state == "ok"
        assert gain(outcome) == []

    def test_the_inputs_of_later_questions_are_not_there_yet(self, sandbox, leaves_nothing):
        source = (
            f"{TRY}\nimport gc\n"
            "gained = [repr(kept)[:99] for kept in gc.get_objects()\n"
            "    if type(kept) is dict and 'later_input' in kept]"
        )
        later = Question("later", "after", "later_input", {"later_input": 1.5})
        outcome = run(sandbox, source, [later])
        assert outcome.answers["later"].value == 1.5
        assert gain(outcome) == []


class TestReachingOut:
    def test_a_port_of_this_machine(self, sandbox, leaves_nothing):
        with socket.create_server(("", 0)) as server:
            port = server.getsockname()[1]
            server.setblocking(False)
            outcome = run(
                sandbox,
                f"{TRY}\nimport socket\n"
                f"for host in ('127.0.0.1', 'localhost', {socket.gethostname()!r}, '0.0.0.0', '192.0.2.1'):\n"
                f"    attempt(socket.create_connection, (host, {port}), 0.2)\n"
                "attempt(socket.getaddrinfo, 'example.org', 80)",
            )
            with pytest.raises(BlockingIOError):
                server.accept()
        assert outcome.cells["attack"].state == "ok"
        assert gain(outcome) == []

    def test_unix_sockets_by_path_and_by_abstract_name(self, sandbox, leaves_nothing, tmp_path):
        names = ["\0open-to-all", str(tmp_path / "socket")]
        servers = [socket.socket(socket.AF_UNIX) for _ in names]
        for server, name in zip(servers, names, strict=True):
            server.bind(name)
            server.listen()
        outcome = run(
            sandbox,
            f"{TRY}\nimport socket\n"
            f"for name in {names}: attempt(socket.socket(socket.AF_UNIX).connect, name)",
        )
        for server in servers:
            server.close()
        assert outcome.cells["attack"].state == "ok"
        assert gain(outcome) == []

    def test_writing_outside_of_the_scratch_folder(self, sandbox, leaves_nothing, tmp_path):
        canary = tmp_path / "gradebook.db"
        canary.write_text("untouched")
        outcome = run(
            sandbox,
            f"{TRY}\nimport nnlab.plain, numpy\n"
            f"for path in ({str(canary)!r}, '/x', '/dev/x', nnlab.plain.__file__, numpy.__file__):\n"
            "    attempt(open, path, 'a')\n    attempt(os.remove, path)\n"
            "    attempt(os.rename, path, path + '~')\n"
            "    attempt(os.chmod, path, 0o777)\n"
            f"attempt(os.makedirs, {str(REPOSITORY / 'autograder')!r})",
        )
        assert outcome.cells["attack"].state == "ok"
        assert gain(outcome) == []
        assert canary.read_text() == "untouched"

    def test_signals_to_the_grader(self, sandbox, leaves_nothing):
        outcome = run(
            sandbox,
            f"{TRY}\nimport signal\n"
            f"for pid in ({os.getpid()}, {os.getppid()}, *range(2, 3000)): attempt(os.kill, pid, 9)\n"
            "for pid in (os.getppid(), -1, 0):\n"
            "    with contextlib.suppress(OSError): os.kill(pid, 9)\n"
            "os.kill(os.getpid(), signal.SIGSTOP)",
        )
        assert outcome.cells["attack"].state == "ok"
        assert gain(outcome) == []


PRIVILEGES = {
    "another user": "for name, words in (('setuid', 1), ('setgid', 1), ('setresuid', 3), ('setgroups', 1)):\n"
    "    attempt(getattr(os, name), *([0] * words) if name != 'setgroups' else [[0]])",
    "namespaces of its own": LIBC + "for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000):\n"
    "    if libc.unshare(flag) == 0: gained.append(flag)",
    "a mount": LIBC + "for kind in (b'tmpfs', b'proc', b'sysfs', b'overlay'):\n"
    "    if libc.mount(b'x', b'/scratch', kind, 0, None) == 0: gained.append(kind)\n"
    "if libc.umount2(b'/scratch', 2) == 0: gained.append('umount')",
    "its capabilities back": LIBC + "header = (ctypes.c_uint32 * 2)(0x20080522, 0)\n"
    "if libc.capset(header, (ctypes.c_uint32 * 6)(*[0xffffffff] * 6)) == 0: gained.append('capset')",
    "rare corners of the kernel": LIBC + "import platform\n"
    "old = (29, 68, 64, 101, 240, 246, 248, 250, 298, 319, 321, 323) * (platform.machine() == 'x86_64')\n"
    "for number in (*old, 425, 428, 447):\n"
    "    if libc.syscall(number, 0, 4096, 0o1600, 0) >= 0: gained.append(number)",
    "a program": TRY + "import subprocess\nattempt(subprocess.run, [sys.executable, '-c', '0'])\n"
    "attempt(os.execv, sys.executable, ['python'])\n"
    "attempt(os.posix_spawn, '/lib64/ld-linux-x86-64.so.2', ['ld'], {})\n"
    "open('script', 'w').write('#!/bin/sh'); os.chmod('script', 0o777)\n"
    "attempt(os.execv, './script', ['script'])",
    "higher limits": "import resource\n"
    "for kind in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):\n"
    "    attempt(resource.setrlimit, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))",
}


class TestPrivileges:
    @pytest.mark.parametrize("source", PRIVILEGES.values(), ids=PRIVILEGES)
    def test_cannot_be_gained(self, sandbox, leaves_nothing, source):
        outcome = run(sandbox, TRY + source)
        assert outcome.cells["attack"].state == "ok", outcome.cells["attack"]
        assert gain(outcome) == []


# How the cell ends is given with each: the state, and the kind of error.
EXHAUSTION = {
    "processes": ("import os\nwhile True: os.fork()", "error", "BlockingIOError"),
    "processes, again and again": (
        "import os\nwhile True:\n    try: os.fork()\n    except BaseException: pass",
        "timeout",
        "TimeLimit",
    ),
    "memory": ("a = []\nwhile True: a.append(bytearray(1 << 24))", "error", "MemoryError"),
    "memory, through many processes": (
        "import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n"
        "        a = bytearray(300 << 20); time.sleep(60)\n"
        "time.sleep(60)",
        "crashed",
        "Crashed",
    ),
    "the disk": (
        "for i in range(100):\n    with open(str(i), 'wb') as file: file.write(bytes(1 << 20))",
        "error",
        "OSError",
    ),
    "one file": ("open('a', 'wb').write(bytes(5 << 20))", "error", "OSError"),
    "the names of files": ("for i in range(10**5): open(str(i), 'w').close()", "error", "OSError"),
    "descriptors": ("import os\nkept = [os.dup(0) for _ in range(10**5)]", "error", "OSError"),
    "threads": (
        "import threading, time\n"
        "for _ in range(10**4): threading.Thread(target=time.sleep, args=[60], daemon=True).start()",
        "error",
        "RuntimeError",
    ),
    "the reader of output": ("while True: print('x' * 10**6)", "timeout", "TimeLimit"),
    "the stack": (
        "import sys\nsys.setrecursionlimit(10**8)\nclass A:\n"
        "    def __getattr__(self, name): return getattr(self, name)\nA().b",
        "crashed",
        "Crashed",
    ),
    "patience": ("while True: pass", "timeout", "TimeLimit"),
    "patience, refusing to be interrupted": (
        "import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass",
        "timeout",
        "TimeLimit",
    ),
    "patience, without signals": (
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "timeout",
        "TimeLimit",
    ),
    "patience, inside of C": ("x = 7 ** 7 ** 9", "timeout", "TimeLimit"),
    "patience, while its error is read": (
        "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
        "timeout",
        "TimeLimit",
    ),
}


class TestExhaustion:
    @pytest.mark.parametrize(("source", "state", "kind"), EXHAUSTION.values(), ids=EXHAUSTION)
    def test_ends_with_its_cell(self, sandbox, leaves_nothing, source, state, kind):
        outcome = run(sandbox, source, limits=SHORT if kind == "TimeLimit" else AMPLE)
        attack = outcome.cells["attack"]
        assert (attack.state, attack.error.kind) == (state, kind), attack
        assert len(attack.output) <= AMPLE.output_chars + 100


CRASHES = {
    "os._exit": "import os\nos._exit(0)",
    "a bad address": "import ctypes\nctypes.string_at(1)",
    "abort": "import os\nos.abort()",
    "all descriptors closed": "import os\nos.closerange(0, 2000)",
    "noise on all descriptors": "import os\nfor fd in range(200):\n"
    "    try: os.write(fd, b'noise' * 99)\n    except OSError: pass",
    "no built-in names": "import builtins\nbuiltins.__dict__.clear()",
    "a copy of the process speaks for it": "import os\nif os.fork():\n    os._exit(0)",
}


class TestCrashes:
    @pytest.mark.parametrize("source", CRASHES.values(), ids=CRASHES)
    def test_costs_only_its_cell(self, sandbox, leaves_nothing, source):
        outcome = run(sandbox, source)
        assert outcome.cells["attack"].state == "crashed", outcome.cells["attack"]
        assert outcome.cells["attack"].error.kind == "Crashed"
        assert any("2 processes" in note for note in outcome.notes)


TAMPERING = {
    "numpy": "import numpy as np\nnp.allclose = np.array_equal = np.array = lambda *a, **k: True",
    "the evaluator": "import nnlab.evaluate, sys\nnnlab.evaluate.evaluate = None\n"
    "sys.modules['nnlab.evaluate'] = None",
    "the shell": "from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.run_cell_async = None\n"
    "get_ipython().ast_transformers.append(object())\nget_ipython().events.callbacks.clear()",
    "the standard library": "import os, signal, sys, threading\nos.fork = lambda: 0\n"
    "os.pipe = os._exit = os.getpid = None\n"
    "threading.active_count = None\nsignal.setitimer = None\nsys.settrace = None",
    "the writer of replies": "import json\njson.dumps = lambda *a, **k: '[]'",
    "tracing": "import sys, threading\ndef trace(*_): raise SystemExit\nthreading.settrace(trace)\n"
    "sys.settrace(trace)",
    "alarms": "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.01)\n"
    "signal.setitimer(signal.ITIMER_PROF, 0.01)\n"
    "signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)",
    "exit handlers": "import atexit, os\natexit.register(os._exit, 3)\n"
    "os.register_at_fork(after_in_child=lambda: 1 / 0)",
    "standard output": "import sys\nsys.stdout = sys.stderr = sys.stdin = None",
    "a thread that ends the process later": "import os, threading, time\n"
    "threading.Thread(target=lambda: (time.sleep(0.03), os._exit(0)), daemon=True).start()\ntime.sleep(0.02)",
    "a daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    "        time.sleep(60)\n    os._exit(0)",
    "garbage collection": "import gc\ngc.callbacks.append(lambda *_: 1 / 0)\ngc.set_threshold(1)",
    "imports": "import sys\nsys.meta_path.clear()\nsys.path_hooks.clear()\nsys.path[:] = ['/tmp']",
    "errors as a flood": "raise Exception('\\x1b[31m\\ud800<script>' * 10**6)",
    "an exit": "raise SystemExit(0)",
    "an interrupt": "raise KeyboardInterrupt",
    "a question to the keyboard": "input()",
}


class TestTampering:
    @pytest.mark.parametrize("source", TAMPERING.values(), ids=TAMPERING)
    def test_costs_nobody_else(self, sandbox, leaves_nothing, source):
        outcome = run(sandbox, source)
        assert outcome.cells["attack"].state != "not run"
        assert gain(outcome) == []


FRAME = """
import gc, os, struct, sys
def forge(**claim):
    import json
    body = json.dumps({"dict": claim}).encode()
    for fd in range(3, 50):
        try: os.write(fd, struct.pack('!I', len(body)) + body)
        except OSError: pass
def token():
    frame = sys._getframe()
    while frame:
        if 'order' in frame.f_locals: return frame.f_locals['order'].get('token', '')
        frame = frame.f_back
    return ''
"""


class TestForging:
    def test_replies_made_in_advance_belong_to_no_order(self, sandbox, leaves_nothing):
        outcome = run(
            sandbox,
            FRAME + "for t in ('', None, 1, '0' * 16):\n"
            "    forge(token=t, state='ok', id='g', value=666, status=0)",
        )
        assert outcome.cells["attack"].state == "ok"

    def test_answers_to_what_was_not_asked_are_passed_over(self, sandbox, leaves_nothing):
        outcome = run(
            sandbox,
            FRAME + "gained = []\nassert len(token()) == 16\n"
            "for name in ('g', 'h', 'f', 'none'):\n"
            "    forge(token=token(), id=name, value=666, error=None, changed=[])",
        )
        assert outcome.cells["attack"].state != "ok"  # its own outcome, which it overwrote with nonsense
        assert set(outcome.answers) == {"f", "g", "h", "gained"}

    def test_an_answer_cannot_answer_later_questions(self, sandbox, leaves_nothing):
        source = FRAME + (
            "def cheat():\n"
            "    for name in ('g', 'h'): forge(token=token(), id=name, value=666, error=None, changed=[])\n"
            "    return 1"
        )
        outcome = run(sandbox, source, [Question("cheat", "attack", "cheat()", {})])
        assert outcome.answers["cheat"].value == 1


HOSTILE_VALUES = """
import os, signal, sys, threading, time
import numpy as np
class Liar:
    __class__ = property(lambda self: float)
    def __eq__(self, other): return True
    def __array__(self, *a, **k): return np.ones(3)
    def __float__(self): return 1.0
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __array_ufunc__(self, *a, **k): return True
    def __array_finalize__(self, other): pass
    def __reduce__(self): return os._exit, (0,)
class Text(str):
    def __len__(self): return 0
def nested(n):
    out = []
    for _ in range(n): out = [out]
    return out
def loop():
    out = []; out.append(out); return out
def later():
    threading.Thread(target=lambda: (time.sleep(0.05), os._exit(5))).start(); return 1
def daemon():
    if os.fork() == 0:
        os.setsid(); time.sleep(60)
    return 1
def stop(): os.kill(os.getpid(), signal.SIGSTOP)
def swallow():
    while True:
        try: time.sleep(60)
        except BaseException: pass
def crash(): os._exit(0)
def fault():
    import ctypes; ctypes.string_at(1)
def rewrite():
    global g
    g = None; np.tanh = None; np.random.seed(3); os.closerange(3, 99); return 1
def noise():
    for fd in range(3, 60):
        try: os.write(fd, b'noise' * 99)
        except OSError: pass
    return 1
"""
# What comes back for each: a value, or the kind of error.
ANSWERS = {
    "Liar()": "Foreign",
    "[Liar(), {'a': Liar()}]": "list",
    "np.ones(3).view(Equal)": "ndarray",
    "Text('a' * 9)": "Foreign",
    "np.array([None, 1], dtype=object)": "Foreign",
    "np.zeros(10**9, dtype=np.int8)": "MemoryError",
    "np.broadcast_to(1.0, 10**12)": "Foreign",
    "nested(10**5)": "list",
    "loop()": "list",
    "7 ** 10**5": "Foreign",
    "[2000 * 'é'] * 9999": "TooLarge",
    "float('nan')": "float",
    "np.longdouble(1) / 3": "ndarray",
    "np.array([1, 2], dtype='>i4')": "ndarray",
    "np.datetime64('2020-01-01')": "Foreign",
    "crash()": "Crashed",
    "fault()": "Crashed",
    "stop()": "TimeLimit",
    "swallow()": "TimeLimit",
    "noise()": "Crashed",
    "daemon()": "int",
    "later()": "int",
    "rewrite()": None,  # its line to the grader may be closed or not
    "sys.exit(0)": "SystemExit",
    "(_ for _ in ()).throw(KeyboardInterrupt)": "KeyboardInterrupt",
}


class TestAnswers:
    @pytest.mark.parametrize(("expression", "kind"), ANSWERS.items(), ids=ANSWERS)
    def test_a_hostile_answer_costs_only_its_question(self, sandbox, leaves_nothing, expression, kind):
        questions = [Question("hostile", "attack", expression, {}), Question("next", "attack", "1 + 1", {})]
        outcome = run(sandbox, HOSTILE_VALUES, questions, SHORT if kind == "TimeLimit" else AMPLE)
        seen = outcome.answers["hostile"]
        got = seen.error.kind if seen.error else type(seen.value).__name__
        assert kind in (None, got), seen
        assert outcome.answers["next"].value == 2
