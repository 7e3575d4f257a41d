import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from source_lib.errors import RangeError, ShapeError
from source_lib.softmax import log_softmax, log_softmax_backward, softmax, softmax_backward

SCORES = np.array([[1.0, 2, 3], [0, 0, 0], [-40, 0, 40], [0, -700, -30], [5, 5, -5]])
score_rows = hnp.arrays(float, (2, 4), elements=st.floats(-300, 300))


def exact_softmax(z, transform=lambda p: p):
    with mpmath.workdps(400):  # enough that 1 - exp(-700) is not 1
        rows = [[mpmath.exp(mpmath.mpf(float(value))) for value in row] for row in z]
        return np.array([[float(transform(value / mpmath.fsum(row))) for value in row] for row in rows])


def jacobian(function, z, step=1e-20):
    """Columns of the derivative of a function of one row, by complex steps: no subtraction, no error."""
    shifted = z + 1j * step * np.eye(len(z))
    return np.array([function(row).imag / step for row in shifted]).T


def plain_softmax(row):
    return np.exp(row) / np.exp(row).sum()


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestSoftmax:
    def test_agrees_with_many_digits(self):
        np.testing.assert_allclose(softmax(SCORES), exact_softmax(SCORES), rtol=1e-10)

    def test_torch(self, torch):
        expected = torch.softmax(torch.tensor(SCORES), dim=-1).numpy()
        np.testing.assert_allclose(softmax(SCORES), expected, rtol=1e-10)

    @given(score_rows)
    def test_is_a_distribution(self, z):
        np.testing.assert_allclose(softmax(z).sum(axis=-1), 1, rtol=1e-14)
        assert (softmax(z) >= 0).all()

    @given(score_rows, st.integers(-1000, 1000))
    def test_does_not_see_a_shift(self, z, shift):
        np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-9, atol=1e-300)

    @given(st.floats(-700, 700))
    def test_two_classes_are_the_logistic_function(self, z):
        np.testing.assert_allclose(softmax([z, 0.0])[0], 1 / (1 + np.exp(-z)), rtol=1e-10)

    def test_infinite_scores_share_all(self):
        np.testing.assert_array_equal(
            softmax([[np.inf, 0, np.inf], [-np.inf, 0, 0]]), [[0.5, 0, 0.5], [0, 0.5, 0.5]]
        )

    def test_nan_rows(self):
        z = [[np.nan, 1, 2], [-np.inf, -np.inf, -np.inf], [1e308, -1e308, 0]]
        np.testing.assert_array_equal(softmax(z), [[np.nan] * 3, [np.nan] * 3, [1, 0, 0]])

    def test_one_class_is_certain(self):
        np.testing.assert_array_equal(softmax([[3.0], [-1e308]]), [[1], [1]])


@pytest.mark.parametrize("function", [softmax, log_softmax])
class TestBoth:
    @pytest.mark.parametrize("shape", [(3,), (0, 3), (2, 3), (2, 1, 3)])
    def test_keeps_the_shape(self, function, shape):
        assert function(np.ones(shape)).shape == shape

    @pytest.mark.parametrize("shape", [(), (0,), (2, 0)])
    def test_refuses_no_classes(self, function, shape):
        with pytest.raises(
            ShapeError, match=r"`z` must have at least one class on its last axis, got shape \("
        ):
            function(np.ones(shape))

    def test_refuses_text(self, function):
        with pytest.raises(RangeError, match="`z` must hold real numbers, got dtype <U1"):
            function(["a"])

    def test_does_not_change_its_argument(self, function):
        z = SCORES.copy()
        function(z)
        np.testing.assert_array_equal(z, SCORES)

    def test_float32_stays_and_integers_become_float64(self, function):
        assert function(np.float32([1, 2])).dtype == np.float32
        assert function([1, 2]).dtype == np.float64


class TestLogSoftmax:
    def test_agrees_with_many_digits_even_next_to_one(self):
        np.testing.assert_allclose(log_softmax(SCORES), exact_softmax(SCORES, mpmath.log), rtol=1e-10)

    def test_extremes(self):
        z = [[np.inf, 0.0], [-np.inf, 0.0], [1e308, -1e308], [1e3, -1e3], [np.nan, 0]]
        expected = [[0, -np.inf], [-np.inf, 0], [0, -np.inf], [0, -2e3], [np.nan, np.nan]]
        np.testing.assert_array_equal(log_softmax(z), expected)


class TestBackward:
    z = np.array([0.3, -1.2, 2.0, 0.0])
    grad_output = np.array([1.0, -2.0, 0.5, 3.0])

    def test_softmax_agrees_with_complex_steps(self):
        expected = self.grad_output @ jacobian(plain_softmax, self.z)
        np.testing.assert_allclose(softmax_backward(self.grad_output, softmax(self.z)), expected, rtol=1e-10)

    def test_log_softmax_agrees_with_complex_steps(self):
        expected = self.grad_output @ jacobian(lambda row: np.log(plain_softmax(row)), self.z)
        actual = log_softmax_backward(self.grad_output, softmax(self.z))
        np.testing.assert_allclose(actual, expected, rtol=1e-10)

    @pytest.mark.parametrize(
        ("name", "backward"), [("softmax", softmax_backward), ("log_softmax", log_softmax_backward)]
    )
    def test_torch_on_a_batch(self, torch, name, backward):
        z = torch.tensor(SCORES, requires_grad=True)
        grad_output = np.random.default_rng(1).normal(size=SCORES.shape)
        getattr(torch, name)(z, dim=-1).backward(torch.tensor(grad_output))
        actual = backward(grad_output, softmax(SCORES))
        np.testing.assert_allclose(actual, z.grad.numpy(), rtol=1e-10, atol=1e-15)

    @pytest.mark.parametrize("backward", [softmax_backward, log_softmax_backward])
    def test_infinite_gradients_do_not_warn(self, backward):
        assert np.isnan(backward([np.inf, 1.0], [0.0, 1.0])).any()

    @pytest.mark.parametrize("backward", [softmax_backward, log_softmax_backward])
    def test_does_not_change_its_arguments(self, backward):
        grad_output, p = self.grad_output.copy(), softmax(self.z)
        before = p.copy()
        backward(grad_output, p)
        np.testing.assert_array_equal(grad_output, self.grad_output)
        np.testing.assert_array_equal(p, before)

    @given(score_rows, score_rows)
    def test_softmax_gradient_sums_to_zero(self, z, grad_output):
        total = softmax_backward(grad_output, softmax(z)).sum(axis=-1)
        np.testing.assert_allclose(total, 0, atol=1e-12 * (1 + np.abs(grad_output).max()))

    @pytest.mark.parametrize("backward", [softmax_backward, log_softmax_backward])
    def test_refuses_two_shapes(self, backward):
        message = r"`grad_output` and `probabilities` must have one shape, got \(2,\) and \(1, 2\)"
        with pytest.raises(ShapeError, match=message):
            backward([1, 2], [[0.5, 0.5]])
