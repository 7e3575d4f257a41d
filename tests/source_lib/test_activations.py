import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from oracles import exact_slope, exactly

from source_lib import activations
from source_lib.activations import (
    elu,
    elu_derivative,
    leaky_relu,
    leaky_relu_derivative,
    prelu,
    prelu_backward,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    step,
    swish,
    swish_derivative,
    tanh,
    tanh_derivative,
)
from source_lib.errors import RangeError, ShapeError

Z = np.concatenate([np.linspace(-40, 40, 161), [-700, -1e-9, 1e-9, 700]])
Z_SMOOTH = Z[Z != 0]  # where every function here has a slope
EXTREME = np.array([-np.inf, -1e308, -1e3, -0.0, 0.0, 1e3, 1e308, np.inf, np.nan])

ELEMENTWISE = {
    "step": step,
    "sigmoid": sigmoid,
    "sigmoid, a = -3": lambda z: sigmoid(z, a=-3.0),
    "sigmoid_derivative": sigmoid_derivative,
    "sigmoid_derivative, a = 3": lambda z: sigmoid_derivative(z, a=3.0),
    "tanh": tanh,
    "tanh_derivative": tanh_derivative,
    "relu": relu,
    "relu_derivative": relu_derivative,
    "leaky_relu": leaky_relu,
    "leaky_relu_derivative": leaky_relu_derivative,
    "prelu": lambda z: prelu(z, 0.25),
    "elu": elu,
    "elu_derivative": elu_derivative,
    "swish": swish,
    "swish_derivative": swish_derivative,
}


def logistic(z, a=1.0):
    return 1 / (1 + mpmath.exp(-mpmath.mpf(a) * z))


def exact_elu(z, alpha=1.0):
    return z if z > 0 else alpha * (mpmath.exp(z) - 1)


def agree(actual, expected, atol=1e-300):  # 1e-300: numbers too small to have ten digits
    np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=atol)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


@pytest.mark.parametrize("function", ELEMENTWISE.values(), ids=ELEMENTWISE.keys())
class TestEveryElementwiseFunction:
    @pytest.mark.parametrize("shape", [(), (0,), (0, 3), (4,), (2, 3), (2, 1, 3)])
    def test_keeps_the_shape(self, function, shape):
        assert np.shape(function(np.ones(shape))) == shape

    def test_does_not_change_its_argument(self, function):
        z = EXTREME.copy()
        function(z)
        np.testing.assert_array_equal(z, EXTREME)
        assert not np.shares_memory(function(z), z)

    def test_keeps_float32_and_agrees_with_float64(self, function):
        z = Z.astype(np.float32)
        result = function(z)
        assert result.dtype == np.float32
        np.testing.assert_allclose(result, function(z.astype(np.float64)), rtol=3e-5, atol=1e-37)

    @pytest.mark.parametrize("kind", [int, np.int8, np.uint8, bool])
    def test_takes_integers_as_float64(self, function, kind):
        z = np.array([0, 1, 0, 1], dtype=kind)
        result = function(z)
        assert result.dtype == np.float64
        np.testing.assert_array_equal(result, function(z.astype(float)))

    def test_nan_stays_nan_and_nothing_else_becomes_it(self, function):
        np.testing.assert_array_equal(np.isnan(function(EXTREME)), np.isnan(EXTREME))

    def test_extreme_float32_is_as_quiet(self, function):
        z = np.array([-np.inf, -3e38, 3e38, np.inf], dtype=np.float32)
        assert not np.isnan(function(z)).any()

    def test_refuses_text(self, function):
        with pytest.raises(RangeError, match=r"`z` must hold real numbers, got dtype <U1"):
            function(["a"])

    def test_refuses_rows_of_different_lengths(self, function):
        with pytest.raises(ShapeError, match=r"`z` must be a rectangular array, got rows of different"):
            function([[1, 2], [3]])


class TestStep:
    def test_is_one_from_zero_on(self):
        np.testing.assert_array_equal(step([-np.inf, -5e-324, -0.0, 0.0, 5e-324, np.inf]), [0, 0, 1, 1, 1, 1])


class TestSigmoid:
    @pytest.mark.parametrize("a", [1.0, 0.3, 7, -2.0])
    def test_agrees_with_many_digits(self, a):
        agree(sigmoid(Z, a), exactly(lambda z: logistic(z, a), Z))

    def test_torch(self, torch):
        z = torch.tensor(Z, dtype=torch.float64)
        agree(sigmoid(Z), torch.sigmoid(z).numpy())

    def test_limits(self):
        np.testing.assert_array_equal(sigmoid(EXTREME[:-1]), [0, 0, 0, 0.5, 0.5, 1, 1, 1])

    def test_flat_when_a_is_zero_even_at_infinity(self):
        np.testing.assert_array_equal(sigmoid(EXTREME[:-1], a=0), np.full(8, 0.5))
        np.testing.assert_array_equal(sigmoid_derivative(EXTREME[:-1], a=0), np.zeros(8))

    def test_a_beyond_the_range_of_the_product(self):
        np.testing.assert_array_equal(sigmoid([-1e300, 0, 1e300], a=1e300), [0, 0.5, 1])
        np.testing.assert_array_equal(sigmoid(np.float32([-1, 0, 1]), a=1e300), np.float32([0, 0.5, 1]))

    def test_a_numpy_scalar_leaves_float32(self):
        assert sigmoid(np.float32([1]), np.float64(2)).dtype == np.float32

    @given(hnp.arrays(float, 5, elements=st.floats(-1e3, 1e3)))
    def test_sums_to_one_with_its_mirror_image(self, z):
        np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=1e-15)

    @pytest.mark.parametrize("a", [np.inf, -np.inf])
    def test_refuses_infinite_a(self, a):
        with pytest.raises(RangeError, match=rf"`a` must be finite, got {a}"):
            sigmoid(Z, a)

    @pytest.mark.parametrize(("a", "given"), [(np.nan, "nan"), ("1", "'1'"), ([1.0], r"\[1.0\]")])
    def test_refuses_what_is_no_number(self, a, given):
        for function in (sigmoid, sigmoid_derivative):
            with pytest.raises(RangeError, match=rf"`a` must be .*\[-inf, inf\], got {given}"):
                function(Z, a)


class TestSigmoidDerivative:
    @pytest.mark.parametrize("a", [1.0, 0.3, 7, -2.0])
    def test_agrees_with_many_digits(self, a):
        z = Z[np.abs(a * Z) < 60]  # beyond, even 120 digits run out in a difference
        agree(sigmoid_derivative(z, a), exact_slope(lambda z: logistic(z, a), z))

    def test_keeps_its_digits_in_the_tails(self):
        agree(sigmoid_derivative([-300, 300]), exactly(lambda z: mpmath.sech(z / 2) ** 2 / 4, [-300, 300]))

    @pytest.mark.parametrize("a", [0.5, 1, 4])
    def test_is_a_quarter_of_a_at_zero_and_nowhere_more(self, a):
        assert sigmoid_derivative(0, a) == a / 4
        assert sigmoid_derivative(Z, a).max() == a / 4

    def test_huge_a(self):
        np.testing.assert_array_equal(sigmoid_derivative([-1, 0, 1], 1e308), [0, 2.5e307, 0])
        assert sigmoid_derivative(np.float32([0]), 1e300)[0] == np.inf


class TestTanh:
    def test_agrees_with_many_digits(self):
        agree(tanh(Z), exactly(mpmath.tanh, Z))

    def test_limits_are_minus_one_and_one(self):
        np.testing.assert_array_equal(tanh(EXTREME[:-1]), [-1, -1, -1, 0, 0, 1, 1, 1])

    def test_is_a_stretched_sigmoid(self):
        np.testing.assert_allclose(tanh(Z), 2 * sigmoid(2 * Z) - 1, atol=1e-15)


class TestTanhDerivative:
    def test_agrees_with_many_digits(self):
        agree(tanh_derivative(Z), exactly(lambda z: mpmath.sech(z) ** 2, Z))

    def test_torch(self, torch):
        z = torch.tensor(np.linspace(-3, 3, 21), requires_grad=True)
        torch.tanh(z).sum().backward()
        agree(tanh_derivative(z.detach().numpy()), z.grad.numpy())


class TestRelu:
    def test_keeps_what_is_positive(self):
        np.testing.assert_array_equal(relu([-np.inf, -2, 0, 3, np.inf]), [0, 0, 0, 3, np.inf])

    def test_slope_is_zero_at_the_kink(self):
        np.testing.assert_array_equal(relu_derivative([-np.inf, -2, 0, 3, np.inf]), [0, 0, 0, 1, 1])


class TestLeakyRelu:
    @pytest.mark.parametrize("alpha", [0.01, 0, 1, 2.5, -0.5])
    def test_is_two_lines(self, alpha):
        agree(leaky_relu(Z, alpha), [z if z > 0 else alpha * z for z in Z])

    @pytest.mark.parametrize("alpha", [0.01, 0, 2.5, -0.5])
    def test_slope(self, alpha):
        slope = exact_slope(lambda z: z if z > 0 else alpha * z, Z_SMOOTH)
        agree(leaky_relu_derivative(Z_SMOOTH, alpha), slope)
        assert leaky_relu_derivative(0, alpha) == alpha

    def test_torch(self, torch):
        agree(leaky_relu(Z, 0.2), torch.nn.functional.leaky_relu(torch.tensor(Z), 0.2).numpy())

    def test_a_zero_slope_holds_at_minus_infinity(self):
        assert leaky_relu(-np.inf, alpha=0) == 0

    def test_overflow_is_infinity(self):
        np.testing.assert_array_equal(leaky_relu([-1e308], alpha=1e308), [-np.inf])
        np.testing.assert_array_equal(leaky_relu_derivative(np.float32([-1]), 1e300), [np.inf])

    @pytest.mark.parametrize("function", [leaky_relu, leaky_relu_derivative, prelu, elu, elu_derivative])
    @pytest.mark.parametrize("alpha", [np.inf, np.nan, "x", None, True])
    def test_refuses_alpha_that_is_no_finite_number(self, function, alpha):
        with pytest.raises(RangeError, match=r"`alpha` must be .*, got "):
            function(Z, alpha)


class TestPrelu:
    def test_same_values_as_leaky_relu(self):
        np.testing.assert_array_equal(prelu(Z, 0.3), leaky_relu(Z, 0.3))

    def test_backward_against_torch(self, torch):
        rng = np.random.default_rng(0)
        z, grad_output = rng.normal(size=(2, 5, 3))
        leaf = torch.tensor(z, requires_grad=True)
        slope = torch.tensor([0.3], dtype=torch.float64, requires_grad=True)
        torch.nn.functional.prelu(leaf, slope).backward(torch.tensor(grad_output))
        grad_z, grad_alpha = prelu_backward(grad_output, z, 0.3)
        agree(grad_z, leaf.grad.numpy())
        agree(grad_alpha, slope.grad.item())

    def test_at_zero_the_slope_is_alpha_and_alpha_gets_nothing(self):
        grad_z, grad_alpha = prelu_backward([2.0], [0.0], 0.3)
        assert (grad_z[0], grad_alpha) == (0.6, 0)

    def test_extremes_are_quiet(self):
        grad_z, grad_alpha = prelu_backward([np.inf, 1e308, 1e308], [1.0, -1e308, -1e308], 10)
        np.testing.assert_array_equal(grad_z, [np.inf, np.inf, np.inf])
        assert grad_alpha == -np.inf
        assert prelu_backward([np.inf], [-1.0], 0)[0] == 0  # a flat side lets nothing through
        assert np.isnan(prelu_backward([1.0], [np.nan], 0.1)[1])

    def test_empty_batch(self):
        grad_z, grad_alpha = prelu_backward(np.empty((0, 2)), np.empty((0, 2)), 0.1)
        assert grad_z.shape == (0, 2)
        assert grad_alpha == 0

    def test_does_not_change_its_arguments(self):
        grad_output, z = np.ones(3), np.array([-1.0, 0, 1])
        prelu_backward(grad_output, z, 0.1)
        np.testing.assert_array_equal(grad_output, [1, 1, 1])
        np.testing.assert_array_equal(z, [-1, 0, 1])

    def test_float32_stays(self):
        assert prelu_backward(np.float32([1]), np.float32([-1]), 0.1)[0].dtype == np.float32

    def test_refuses_two_shapes(self):
        with pytest.raises(
            ShapeError, match=r"`grad_output` and `z` must have one shape, got \(2,\) and \(3,\)"
        ):
            prelu_backward([1, 2], [1, 2, 3], 0.1)


class TestElu:
    @pytest.mark.parametrize("alpha", [1.0, 0.2, 3])
    def test_agrees_with_many_digits(self, alpha):
        agree(elu(Z, alpha), exactly(lambda z: exact_elu(z, alpha), Z))

    @pytest.mark.parametrize("alpha", [1.0, 0.2, 3])
    def test_slope_agrees_with_many_digits(self, alpha):
        z = Z_SMOOTH[Z_SMOOTH > -60]
        agree(elu_derivative(z, alpha), exact_slope(lambda z: exact_elu(z, alpha), z))
        assert elu_derivative(0, alpha) == alpha

    def test_torch(self, torch):
        agree(elu(Z, 0.7), torch.nn.functional.elu(torch.tensor(Z), 0.7).numpy(), atol=1e-15)

    def test_tends_to_minus_alpha(self):
        np.testing.assert_array_equal(elu([-np.inf, -1e308], alpha=2), [-2, -2])
        assert elu(np.float32([-1]), 1e300)[0] == -np.inf


class TestSwish:
    def test_agrees_with_many_digits(self):
        agree(swish(Z), exactly(lambda z: z * logistic(z), Z))

    def test_slope_agrees_with_many_digits(self):
        z = Z[np.abs(Z) < 60]
        agree(swish_derivative(z), exact_slope(lambda z: z * logistic(z), z))

    def test_torch(self, torch):
        agree(swish(Z), torch.nn.functional.silu(torch.tensor(Z)).numpy())

    def test_limits(self):
        np.testing.assert_array_equal(swish(EXTREME[:-1]), [0, 0, 0, 0, 0, 1e3, 1e308, np.inf])
        np.testing.assert_array_equal(swish_derivative([-np.inf, -1e308, 1e308, np.inf]), [0, 0, 1, 1])

    def test_is_not_monotonic(self):
        assert swish(-1.2784645) < swish(-5)  # its valley lies left of 0
        assert swish(-1.2784645) < swish(0)


def test_every_public_name_exists():
    assert all(callable(getattr(activations, name)) for name in activations.__all__)
