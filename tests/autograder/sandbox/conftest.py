import time

import pytest

from autograder.sandbox import Sandbox, missing


@pytest.fixture(scope="session")
def sandbox():
    """One confined sandbox for all tests, or the reason why there is none."""
    if reasons := missing():
        pytest.skip(reasons[0])
    with Sandbox() as made:
        yield made


@pytest.fixture
def leaves_nothing(sandbox):
    """Afterwards no process is left: neither the student's, nor what it started, nor its guard."""
    yield
    until = time.monotonic() + 5
    while sandbox.processes() and time.monotonic() < until:
        time.sleep(0.01)
    assert sandbox.processes() == 0
