"""The network with a planted bug is wrong where its text says so, and right once it is mended."""

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.notebooks import authored

TOPIC = topic("gradient_descent")
RIGHT = {"np": np, **TOPIC.references}


class TestPlantedBug:
    """The network that students check holds one wrong line, and the mended one none."""

    @pytest.fixture
    def planted(self):
        cell = next(c for c in authored(TOPIC).cells if "def planted_gradients" in c.source)
        namespace = RIGHT | {"ready": lambda *functions: False}
        exec(cell.source, namespace)
        return namespace

    @pytest.mark.parametrize(("name", "right"), [("planted_gradients", False), ("mended_gradients", True)])
    def test_shows_in_the_first_layer_only(self, planted, name, right):
        rng = np.random.default_rng(1)
        parts = [rng.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
        X, y_true = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
        agrees = []
        for i, analytic in enumerate(planted[name](*parts, X, y_true, 0.1)):

            def loss(part, i=i):
                return planted["network_loss"](*parts[:i], part, *parts[i + 1 :], X, y_true, 0.1)

            measured = planted["numerical_gradient"](loss, parts[i])
            agrees.append(bool(np.allclose(analytic, measured, rtol=1e-6, atol=1e-9)))
        assert agrees == [right, right, True, True]
