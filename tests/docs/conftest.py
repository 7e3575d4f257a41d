"""A machine of three people, set up as docs/operators.md says."""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
import requests
import shared_machine
from shared_machine import ROOT

PAGE = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
NOT_RUN = ("passwd ", "npm ", "jupyterhub ")  # they ask a person, or go on for ever: the tests do them apart
PASSWORD = "correct horse"
PROXY = ROOT / "build" / "hub" / "node_modules" / ".bin"


@pytest.fixture(scope="session")
def machine():
    """Yield the machine; the grader has made a course for Ada and Bao."""
    if reason := shared_machine.lacking():
        pytest.skip(reason)
    (block,) = re.findall(r"^```sh\n(groupadd .*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    with shared_machine.shared_machine() as machine:
        for line in block.splitlines():
            if not line.startswith(NOT_RUN):
                machine.run("root", *line.split(), folder=ROOT)
        machine.account("bao", "--groups", "students")
        machine.write("grader", "/home/grader/roster.csv", "id,first_name,last_name,email\nada,,,\nbao,,,\n")
        machine.run("grader", "autograder", "init", "neural-networks", "--roster", "roster.csv")
        yield machine


class Hub:
    """A running JupyterHub, as each of its people sees it."""

    def __init__(self, url):
        self.url, self._tokens = url, {}

    def log_in(self, user, password):
        """Log in by the form, and keep a token as the page of tokens gives it; return whether it worked."""
        browser = requests.Session()
        browser.get(f"{self.url}/hub/login")
        form = {"username": user, "password": password, "_xsrf": browser.cookies["_xsrf"]}
        if not browser.post(f"{self.url}/hub/login", data=form, allow_redirects=False).is_redirect:
            return False
        browser.get(f"{self.url}/hub/token")
        own = {"_xsrf": browser.cookies.get("_xsrf", path="/hub/")}
        answer = browser.post(f"{self.url}/hub/api/users/{user}/tokens", params=own, json={})
        answer.raise_for_status()
        self._tokens[user] = answer.json()["token"]
        return True

    def ask(self, user, method, path, **more):
        """Send a request with a user's token, and return the answer as it is."""
        own = {"Authorization": f"token {self._tokens[user]}"}
        return requests.request(method, f"{self.url}/{path}", headers=own, timeout=300, **more)

    def server(self, user):
        """Start a user's own server, and wait until it answers."""
        assert self.ask(user, "POST", f"hub/api/users/{user}/server").status_code in (201, 202)
        wait(lambda: self.ask(user, "GET", f"user/{user}/api/status").ok, f"the server of {user}")

    def own(self, user, method, path, **more):
        """Send a request to a user's own server, which must grant it, and return what comes back."""
        answer = self.ask(user, method, f"user/{user}/{path}", **more)
        assert answer.ok, f"{method} {path}: {answer.status_code}\n{answer.text[-2000:]}"
        return answer.json() if answer.text else None


@pytest.fixture(scope="session")
def hub(machine):
    """Yield a JupyterHub on the machine, with the course's config and the proxy from npm."""
    pytest.importorskip("jupyterhub", reason="JupyterHub is optional: pip install '.[hub]'")
    if not (PROXY / "configurable-http-proxy").exists() and not shutil.which("configurable-http-proxy"):
        pytest.skip(
            f"no proxy: npm install --no-save --no-package-lock --prefix {PROXY.parents[1]} configurable-http-proxy"
        )
    for user in ("grader", "ada", "bao"):
        machine.run("root", "sh", "-c", f"echo '{user}:{PASSWORD}' | chpasswd")
    port, inner, api = free_ports(3)
    variables = {
        "PATH": f"{PROXY}:{Path(shared_machine.sys.executable).parent}:{shared_machine.os.environ['PATH']}"
    }
    command = machine.command(
        "root", "/srv/jupyterhub", "jupyterhub", "-f", ROOT / "docs" / "hub" / "jupyterhub_config.py",
        f"--JupyterHub.bind_url=http://127.0.0.1:{port}", f"--JupyterHub.hub_port={inner}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{api}", **variables,
    )  # fmt: skip
    log = machine.base / "hub.log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: requests.get(f"{url}/hub/health", timeout=5).ok, "JupyterHub", process, log)
        yield Hub(url)
    finally:
        process.terminate()  # it ends the people's servers, too
        process.wait(60)


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait(answers, what, process=None, log=None, seconds=120):
    """Wait until something answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and (process is None or process.poll() is None):
        try:
            if answers():
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise RuntimeError(f"{what} did not start:\n{log.read_text()[-4000:] if log else ''}")
