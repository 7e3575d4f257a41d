"""A machine with accounts of several people, in a namespace of its own: the real one is left as it is.

Everything below /etc, /home, /srv and /usr/local/share is the machine's own, so that accounts are made and things
installed as docs/operators.md says, by the system's own commands; with the namespace all of it goes.
"""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("unshare", "nsenter", "runuser", "useradd")
BEGIN = """
set -e
cp -a /etc "$1/etc"
mount --bind "$1/etc" /etc
for folder in /home /srv /usr/local/share; do mount -t tmpfs -o mode=755 none "$folder"; done
stash="$1/stash"; shift
# An installation in a folder that is closed to others (root's home, say) stays where it is, but can be reached.
for open in "$@"; do mkdir -p "$stash$open"; mount --bind "$open" "$stash$open"; done
for open in "$@"; do
  closed="$open"
  while [ "$closed" != / ]; do
    closed="$(dirname "$closed")"
    case "$(stat -c %A "$closed")" in *x|*t) ;; *) mount -t tmpfs -o mode=755 none "$closed";; esac
  done
  mkdir -p "$open"
  mount --bind "$stash$open" "$open"
done
echo ready
exec sleep infinity
"""


def lacking():
    """Return why there can be no such machine here, None if there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "accounts can be made on Linux by root only: run the tests as root, for example in a container"
    if absent := [tool for tool in TOOLS if shutil.which(tool) is None]:
        return f"{absent[0]} is not installed: apt-get install util-linux passwd"
    if subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True
    ).returncode:
        return "this container may not mount: start it with --cap-add SYS_ADMIN"
    return None


class SharedMachine:
    """Runs commands as the people who have accounts on it."""

    def __init__(self, holder, base):
        self._holder, self.base = holder, base

    def command(self, user, folder, *arguments, **variables):
        """Return a command line that runs as a user, in a folder, with nothing but these variables."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {"HOME": self.home(user), "USER": user, "PATH": path, "LANG": "C.UTF-8"}
        environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "course")])} | variables
        person = [] if user == "root" else ["runuser", "-u", user, "--"]
        settings = [f"{name}={value}" for name, value in environment.items()]
        inside = ["nsenter", "--mount", "--target", str(self._holder.pid), *person]
        return [*inside, "env", "-i", "-C", str(folder), *settings, *map(str, arguments)]

    def run(self, user, *arguments, folder=None, status=0):
        """Run a command to its end, and return what it said; it must end with the given status."""
        command = self.command(user, folder or self.home(user), *arguments)
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{user}: {arguments}\n{said}"
        return said

    def refused(self, user, *arguments):
        """Return whether the system keeps a user from something, for want of permission."""
        command = self.command(user, "/", *arguments, LC_ALL="C")
        done = subprocess.run(command, capture_output=True, text=True)
        told = "Permission denied" in done.stderr or "Operation not permitted" in done.stderr
        return done.returncode != 0 and told

    def account(self, user, *options):
        """Make an account as docs/operators.md does."""
        self.run("root", "useradd", "--create-home", "-K", "HOME_MODE=0700", *options, user)

    @staticmethod
    def home(user):
        return "/root" if user == "root" else f"/home/{user}"

    def read(self, path):
        return self.run("root", "cat", path)

    def write(self, user, path, text):
        """Put a text into a user's file."""
        command = self.command(user, "/", "sh", "-c", 'mkdir -p "$(dirname "$0")" && cat > "$0"', path)
        subprocess.run(command, input=text, text=True, check=True)


@contextlib.contextmanager
def shared_machine():
    """Yield a `SharedMachine`; every process on it must have ended before it does."""
    base = Path(tempfile.mkdtemp(prefix="machine-"))
    base.chmod(0o755)
    holder = subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", BEGIN, "sh", str(base), *_closed()],
        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout.readline() == "ready\n"
        yield SharedMachine(holder, base)
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
        shutil.rmtree(base)


def _closed():
    """Return the folders of this installation that other accounts cannot reach."""
    needed = {Path(sys.base_prefix), Path(sys.prefix), ROOT}
    return [str(path) for path in sorted(needed) if any(_shut(parent) for parent in path.parents)]


def _shut(folder):
    return not folder.stat().st_mode & stat.S_IXOTH
