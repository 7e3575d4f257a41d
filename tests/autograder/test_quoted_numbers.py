"""The numbers that the notebooks and their hints quote are what the library computes."""

import functools

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.notebooks import authored
from nnlab.datasets import load_digits

ONE = "np.array([{}])".format
A = "np.array({})".format
W = "np.array([3.0, -4.0])"
ROW = "np.array([[{}]])".format

# What the text says, the expression that it speaks about, and the number.
QUOTED = {
    "perceptron": [
        ("(1, 0, 1) have two active ones", f"mcculloch_pitts({A([[1, 0, 1], [0, 0, 1]])}, 2)", [1, 0]),
        (
            "$2 \\cdot 1 + 5 \\cdot 0 - 1 \\cdot 2 + 0.5 = 0.5$",
            f"perceptron_score({A([1, 0, 2])}, {A([2, 5, -1])}, 0.5)",
            0.5,
        ),
        ("(-1) · 2 + 10 = 11", f"perceptron_score({A([1, 2])}, {A([3, -1])}, 10)", 11),
        (
            "at x = 0, 2 y = 4, so y = 2. At x = 4, y = 0",
            f"line_height({A([0, 4])}, {A([1, 2])}, -4)",
            [2, 0],
        ),
        ("$-2 - 0.5 + 0.25 = -2.25$", f"perceptron_score({A([2, -1])}, {A([-1, 0.5])}, 0.25)", -2.25),
        (
            "$0.25 + 0.5 = 0.75$",
            f"np.hstack(perceptron_update({A([2, -1])}, 1, {A([-1, 0.5])}, 0.25, 0.5))",
            [0, 0, 0.75],
        ),
        ("Now the score is 0.75", f"perceptron_score({A([2, -1])}, {A([0, 0])}, 0.75)", 0.75),
        (
            "New weights: [-1, 0] + 0.5 · 1 · [2, 1] = [0, 0.5]; new bias: 0.5",
            f"np.hstack(perceptron_update({A([2, 1])}, 1, {A([-1, 0])}, 0.0, 0.5))",
            [0, 0.5, 0.5],
        ),
        ("steps of 1/2, and the same for the bias: 2,197 units", "len(np.arange(-3, 3.1, 0.5)) ** 3", 2197),
        ("1,797 scanned", 'sum(len(load_digits(part)[0]) for part in ("train", "validation", "test"))', 1797),
        ("$1 / (1 + 0.1353) = 0.8808$", f"logistic_neuron({A([[2.0]])}, {ONE(1.0)}, 0.0)", [0.8808]),
        ("costs $1 - 0.5 = 0.5$", f"svm_neuron_loss({A([[0.5]])}, {A([1])}, {ONE(1.0)}, 0.0)", 0.5),
        ("costs $1 + 0.5 = 1.5$", f"svm_neuron_loss({A([[0.5]])}, {A([0])}, {ONE(1.0)}, 0.0)", 1.5),
        (
            "their mean is 0.1667",
            f"svm_neuron_loss({A([[2.0], [0.5], [-1]])}, {A([1, 1, 0])}, {ONE(1.0)}, 0.0)",
            0.1667,
        ),
        (
            "[[11, 22, 31]]",
            f"dense_layer({A([[1, 2]])}, {A([[1, 0, 3], [0, 1, -1]])}, {A([10, 20, 30])})",
            [[11, 22, 31]],
        ),
        (
            "3 · 10 + 0 · 100 + 1 = 31",
            f"two_layer_scores({ROW(1)}, {A([[3, -2]])}, {A([0, 0])}, {A([[10], [100]])}, {ONE(1)})",
            [[31]],
        ),
    ],
    "activations": [
        ("step of $[-0.5,\\ 0,\\ 2]$ is $[0,\\ 1,\\ 1]$", f"step({A([-0.5, 0, 2])})", [0, 1, 1]),
        ("$1 / (1 + e^{-2}) = 1 / (1 + 0.1353) = 0.8808$", f"sigmoid({ONE(2.0)})", [0.8808]),
        ("At z = 1, a = 2 it is 1 / (1 + e^-2) = 0.8808", f"sigmoid({ONE(1.0)}, 2.0)", [0.8808]),
        ("0.5 · (1 - 0.5) = 0.25", f"sigmoid_derivative({ONE(0.0)})", [0.25]),
        ("twice as steep there: 0.5", f"sigmoid_derivative({ONE(0.0)}, 2.0)", [0.5]),
        ("2 · 0.8808 - 1 = 0.7616", f"tanh({ONE(1.0)})", [0.7616]),
        ("slope 1 - 0.58 = 0.42", f"tanh_derivative({ONE(1.0)})", [0.42]),
        ("$[-2,\\ 3]$ becomes $[0,\\ 3]$", f"relu({A([-2.0, 3])})", [0, 3]),
        ("$-5$ becomes $-0.05$", f"leaky_relu({ONE(-5.0)})", [-0.05]),
        ("With alpha = 2: z = -3 gives -6", f"leaky_relu({ONE(-3.0)}, 2.0)", [-6]),
        ("grad_alpha = 2 · (-3) = -6", f"prelu_backward({ONE(2.0)}, {ONE(-3.0)}, 0.1)[1]", -6),
        ("$e^{-2} - 1 = -0.8647$", f"elu({ONE(-2.0)})", [-0.8647]),
        ("2 · (0.3679 - 1) = -1.2642", f"elu({ONE(-1.0)}, 2.0)", [-1.2642]),
        ("the slope is 2 · 0.3679 = 0.7358", f"elu_derivative({ONE(-1.0)}, 2.0)", [0.7358]),
        ("$1 \\cdot \\sigma(1) = 0.7311$", f"swish({ONE(1.0)})", [0.7311]),
        ("its slope 0.7311 + 0.1966 = 0.9277", f"swish_derivative({ONE(1.0)})", [0.9277]),
        ("$e^1 = 2.718$ and $e^2 = 7.389$", "np.exp([1, 2])", [2.718, 7.389]),
        ("sum 10.107 these", "np.sum(np.exp([1, 2]))", 10.107),
        ("the probabilities 0.2689 and 0.7311", f"softmax({A([1.0, 2])})", [0.2689, 0.7311]),
        (
            "p · g = [0.5, 0, -0.5]",
            f"softmax_backward({A([1.0, 0, -2])}, {A([0.5, 0.25, 0.25])})",
            [0.5, 0, -0.5],
        ),
        ("= 0.8808 = σ(2)", f"class_one_probability({A([[1.0, 3]])})", [0.8808]),
        ("One of three: 0.3333", f"dead_fraction({A([[0, 2, 0], [0, 0, 3]])})", 0.3333),
        (
            "-0.95 and 0.93 are saturated, 0.85 is not",
            f"saturated_fraction({A([-0.95, 0.93, 0.85])}, -1.0, 1.0)",
            2 / 3,
        ),
        ("1,204 scanned", 'len(load_digits("train")[0])', 1204),
        ("about 2.3 if it is 1/10", "round(np.log(10), 1)", 2.3),
        ("(2x + 1) · 3 + 4 = 6x + 7", f"collapse_linear({ROW(2)}, {ONE(1)}, {ROW(3)}, {ONE(4)})[1]", [7]),
    ],
    "losses": [
        ("the mean is 2.125", f"mse({A([1.0, 2])}, {A([1.5, 0])})", 2.125),
        ("the squares are 4 and 1, the loss 2.5", f"mse({A([1.0, 0])}, {A([3.0, 1])})", 2.5),
        ("the loss 1.25, the gradient", f"mae({A([1.0, 0, 2, 2])}, {A([4.0, 0, 1, 3])})", 1.25),
        (
            "a distance of 0.5 costs 0.125, and a distance of 3 costs 2.5",
            f"[huber({ONE(0.0)}, {ONE(0.5)}), huber({ONE(0.0)}, {ONE(3.0)})]",
            [0.125, 2.5],
        ),
        ("a distance of 5 costs 2 · (5 - 1) = 8", f"huber({ONE(0.0)}, {ONE(5.0)}, 2.0)", 8),
        ("For 0.7 it is 0.515 bits", f"optimal_code_lengths({ONE(0.7)})", [0.515]),
        ("its sum is 1.5", f"kraft_sum({A([1, 1, 1])})", 1.5),
        ("0.9 · 1 + 0.1 · 4 = 1.3 bits", f"expected_code_length({A([0.9, 0.1])}, {A([1, 4])})", 1.3),
        ("1/2 + 1/16 = 0.5625", f"kraft_sum({A([1, 4])})", 0.5625),
        ("their mean, 1.1568 bits", f"entropy({A([0.7, 0.2, 0.1])})", 1.1568),
        ("Code B pays 1.3", f"expected_code_length({A([0.7, 0.2, 0.1])}, {A([1, 2, 2])})", 1.3),
        ("$H(y, a) = 1.2075$", f"cross_entropy({A([0.5, 0.5])}, {A([0.25, 0.75])})", 1.2075),
        ("the divergence 0.2075 bits", f"kl_divergence({A([0.5, 0.5])}, {A([0.25, 0.75])})", 0.2075),
        ("$-\\ln 0.99 = 0.010$", f"round(binary_cross_entropy({ONE(1)}, {ONE(0.99)}), 3)", 0.010),
        ("one half pays $\\ln 2 = 0.693$", f"binary_cross_entropy({ONE(0)}, {ONE(0.5)})", 0.6931),
        ("$-\\ln 0.01 = 4.6$", f"round(binary_cross_entropy({ONE(1)}, {ONE(0.01)}), 1)", 4.6),
        ("the mean 0.3670", f"binary_cross_entropy({A([1, 0])}, {A([0.8, 0.4])})", 0.3670),
        (
            "[-0.625, 0.8333]",
            f"binary_cross_entropy_gradient({A([1, 0])}, {A([0.8, 0.4])})",
            [-0.625, 0.8333],
        ),
        ("for $z = 1000$ it is 1000", f"binary_cross_entropy_from_logits({ONE(0)}, {ONE(1000.0)})", 1000),
        (
            "2 · 1/2 · 1/4 = 1/4. Cross-entropy: 1/2",
            f"[costs({ROW(1.0)}, {ONE(0)}, {ONE(0.0)}, 0.0)[1] for costs in (quadratic_cost_gradients, cross_entropy_cost_gradients)]",
            [0.25, 0.5],
        ),
        (
            "$-\\ln 0.7 = 0.357$",
            f"categorical_cross_entropy({A([[0, 0, 1]])}, {A([[0.1, 0.2, 0.7]])})",
            0.3567,
        ),
        (
            "(0.6931 + 0.2231) / 2 = 0.4581",
            f"categorical_cross_entropy_from_indices({A([0, 2])}, {A([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]])})",
            0.4581,
        ),
        ("the loss is ln 4 = 1.3863", f"softmax_cross_entropy({ONE(0)}, np.log({A([[1.0, 3]])}))", 1.3863),
        (
            "[-0.75, 0.75]",
            f"softmax_cross_entropy_gradient({ONE(0)}, np.log({A([[1.0, 3]])}))",
            [[-0.75, 0.75]],
        ),
        ("a score of 0.4 costs 0.6", f"hinge({ONE(1)}, {ONE(0.4)})", 0.6),
        ("a score of -1 costs 2", f"hinge({ONE(1)}, {ONE(-1)})", 2),
        ("the mean 0.75", f"hinge({A([1, -1, 1])}, {A([0.25, 0.5, 3])})", 0.75),
        ("the loss is 0.5", f"multi_class_hinge({ONE(0)}, {A([[3, 2.5, 0]])})", 0.5),
        ("$\\ln 2 + \\ln 2 = 1.386$", f"multi_label_cross_entropy({A([[1, 0]])}, {A([[0.0, 0]])})", 1.3863),
        ("$1 - \\sigma(1) = 0.2689$", "1 - 1 / (1 + np.exp(-1))", 0.2689),
        ("both together 0.1345", f"leaf_probability({A([[0.0, 1]])}, {A([[1, 0]])})", [0.1345]),
        ("together 1/8", f"leaf_probability({A([[0.0, np.log(3)]])}, {A([[1, 0]])})", [0.125]),
        (
            "Its bias starts at 7, so it answers yes to everything, with $a = 0.999$",
            "1 / (1 + np.exp(-7))",
            0.999,
        ),
    ],
    "gradient_descent": [
        ("$\\ln 10 \\approx 2.303$", "np.log(10)", 2.303),
        ("$(16 - 4) / 2 = 6$", "centred_difference(lambda x: x**2, 3.0, 1.0)", 6),
        (
            "The gradient is [2, 3].",
            "numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1], np.array([1.0, 5.0]), 1.0)",
            [2, 3],
        ),
        ("leads to 4.8", f"descent_step({ONE(5.0)}, {ONE(2.0)}, 0.1)", [4.8]),
        ("[[1], [0.5], [0.25]]", f"descend(lambda w: 2 * w, {ONE(1.0)}, 0.25, 2)", [[1], [0.5], [0.25]]),
        (
            "their mean is -2",
            "fit_gradient(np.array([[1.0], [3.0]]), np.array([1.0, 7.0]), np.array([2.0]))",
            [-2],
        ),
        ("the loss is 1,", "fit_loss(np.array([[1.0], [3.0]]), np.array([1.0, 7.0]), np.array([2.0]))", 1),
        ("$w = 0.35$", f"momentum_step({ONE(1.0)}, {ONE(-0.5)}, {ONE(2.0)}, 0.1)", [[0.35], [-0.65]]),
        (
            "v becomes 1 - 0.6 = 0.4 and w 1.4",
            f"look_ahead_step({ONE(1.0)}, {ONE(2.0)}, lambda w: 3 * w, 0.1, 0.5)",
            [[1.4], [0.4]],
        ),
        (
            "w = 1 - 1 + 1.5 · 0.4 = 0.6",
            f"nesterov_step({ONE(1.0)}, {ONE(2.0)}, {ONE(6.0)}, 0.1, 0.5)",
            [[0.6], [0.4]],
        ),
        (
            "$w = 1 - 0.1 \\cdot 4 / 5 = 0.92$",
            f"adagrad_step({ONE(1.0)}, {ONE(9.0)}, {ONE(4.0)}, 0.1)[0]",
            [0.92],
        ),
        (
            "w = 1 - 0.1 · 4 / 3.5355 = 0.8869",
            f"rmsprop_step({ONE(1.0)}, {ONE(9.0)}, {ONE(4.0)}, 0.1, 0.5)[0]",
            [0.8869],
        ),
        (
            "exactly one learning rate",
            f"adam_step({ONE(0.0)}, {ONE(0.0)}, {ONE(0.0)}, 1, {ONE(10.0)}, 0.1)",
            [[-0.1], [1], [0.1]],
        ),
        ("$0.8 \\cdot 0.5^2 = 0.2$", "step_decay(25, 0.8)", 0.2),
        ("0.8 · e^-1 = 0.2943", "exponential_decay(10, 0.8, 0.1)", 0.2943),
        ("0.8 / (1 + 1) = 0.4", "inverse_time_decay(10, 0.8, 0.1)", 0.4),
        (
            "becomes [1, 0.5]",
            "newton_step(np.array([3.0, 1.0]), np.array([4.0, 5.0]), np.diag([2.0, 10.0]))",
            [1, 0.5],
        ),
        ("(7 - 3) / 2 = 2", "standardize_like(np.array([[1.0], [5.0]]), np.array([[7.0]]))", [[2]]),
        (
            "2 and 1 give 0.5; 1000 and 1001 give 0.001; 3 and -3 give 2",
            "relative_error(np.array([2.0, 1000.0, 3.0]), np.array([1.0, 1001.0, -3.0]))",
            [0.5, 0.001, 2],
        ),
        ("so three updates", "updates_per_epoch(5, 2)", 3),
    ],
    "regularization": [
        ("$0.05 \\cdot (9 + 16) = 1.25$", f"l2_penalty({W}, 0.1)", 1.25),
        (
            "so the share is 0.5",
            "share_correct(np.array([[0.2, 0.7, 0.1], [0.5, 0.3, 0.2]]), np.array([1, 2]))",
            0.5,
        ),
        (
            "are multiplied by 0.2, 0.5, 1, 1 and 1",
            "[project_max_norm(np.array([[n], [0.0]]), 2.0)[0, 0] / n for n in (10.0, 4.0, 2.0, 1.0)]",
            [0.2, 0.5, 1, 1],
        ),
        ("its gradient [0.3, -0.4]", f"l2_penalty_gradient({W}, 0.1)", [0.3, -0.4]),
        ("The weights 3 and -4 with strength 0.1 cost 0.7", f"l1_penalty({W}, 0.1)", 0.7),
        ("[0.1, 0, -0.1]", "l1_penalty_gradient(np.array([3.0, 0.0, -4.0]), 0.1)", [0.1, 0, -0.1]),
        (
            "the loss is 2 + 1.25",
            "regularized_loss(2.0, [(np.array([[3.0], [-4.0]]), np.array([7.0]))], 0.1)",
            3.25,
        ),
        (
            "[[1.3], [0.6]]",
            "regularized_gradients([(np.ones((2, 1)), np.ones(1))], [(np.array([[3.0], [-4.0]]), np.ones(1))], 0.1)[0][0]",
            [[1.3], [0.6]],
        ),
        (
            "4 after one step, 2 after two, 1 after three",
            "[decay_weights(np.array([8.0]), 0.5, n)[0] for n in (1, 2, 3)]",
            [4, 2, 1],
        ),
        (
            "becomes (1.2, 1.6)",
            "project_max_norm(np.array([[3.0, 0.6], [4.0, -0.8]]), 2.0)",
            [[1.2, 0.6], [1.6, -0.8]],
        ),
        (
            "the output is $[4, 0]$",
            "dropout_forward(np.array([3.0, 8.0]), np.array([True, False]), 0.75)",
            [4, 0],
        ),
        (
            "[8, 0] goes back",
            "dropout_backward(np.array([6.0, 5.0]), np.array([True, False]), 0.75)",
            [8, 0],
        ),
        ("on average 3", "plain_dropout_use(np.array([6.0]), 0.5)", [3]),
        ("patience 2 give (5, 3)", "early_stopping(np.array([5.0, 3, 4, 2, 6, 7, 1]), 2)", [5, 3]),
        ("moved right by 1 is [0, 1, 2]", "shift_images(np.array([[[1.0, 2, 3]]]), 0, 1)", [[[0, 1, 2]]]),
        ("moved left by 1 it is [2, 3, 0]", "shift_images(np.array([[[1.0, 2, 3]]]), 0, -1)", [[[2, 3, 0]]]),
        (
            "average to (0.6, 0.4)",
            "average_models(np.array([[[0.8, 0.2]], [[0.4, 0.6]]]))",
            [[0.6, 0.4]],
        ),
        (
            "epsilon 0.1: [0.6, 0, 1]",
            "adversarial_images(np.array([0.5, 0.05, 1.0]), np.array([2, -0.1, 3]), 0.1)",
            [0.6, 0, 1],
        ),
        ("$\\ln 10 = 2.303$", "np.log(10)", 2.303),
    ],
    "vanishing_gradients": [
        ("$0.9 \\cdot 2 + 0.1 \\cdot (-1) = 1.7$", "0.9 * 2 + 0.1 * -1", 1.7),
        ("$0.1 \\cdot 2 + 0.9 \\cdot (-1) = -0.7$", "0.1 * 2 + 0.9 * -1", -0.7),
        (
            "20 for the hidden layer, 5 · 2 + 2 = 12 for the output layer, 32 in all",
            "parameter_count([3, 5, 2])",
            32,
        ),
        (
            "$z = 1 \\cdot 3 + 2 \\cdot 4 + 5 = 16$",
            f"dense_forward({A([[1, 2]])}, {A([[3], [4]])}, {ONE(5)})",
            [[16]],
        ),
        (
            "and of the sample [30, 40]",
            f"dense_backward({ROW(10.0)}, {A([[1.0, 2]])}, {A([[3.0], [4]])})[0]",
            [[30, 40]],
        ),
        (
            "The gradient of the weights is [10, 20]",
            f"dense_backward({ROW(10.0)}, {A([[1.0, 2]])}, {A([[3.0], [4]])})[1]",
            [[10], [20]],
        ),
        (
            "0.8 · 0.2 · 0.5 = 0.08. That of w0 is 0.8 · 0.2 · 3 · 0.5 · 0.5 · 2 = 0.24",
            "chain_gradients(2.0, np.array([0.0, 3]), np.array([0, np.log(4) - 1.5]))",
            [0.24, 0.08],
        ),
        ("9 + 16 = 25, so the length is 5", f"layer_norms([{A([[3.0, 0], [0, -4]])}])", [5]),
        ("the ratio is 0.001", f"update_ratio({A([3.0, 4])}, {A([0.003, -0.004])})", 0.001),
        (
            "one layer multiplies by $100 \\cdot 0.04 = 4$, three layers by 64",
            "[signal_growth(0.2, 100, layers) for layers in (1, 3)]",
            [4, 64],
        ),
        ("$\\sqrt{2/8} = 0.5$", "he_weights(np.ones((8, 10)))", np.full((8, 10), 0.5)),
        ("$\\sqrt{2/18} = 0.3333$", "xavier_weights(np.ones((8, 10)))", np.full((8, 10), 0.3333)),
        (
            "the output is $[-5, 15]$",
            f"batch_norm_train({A([[1.0], [3]])}, {ONE(10.0)}, {ONE(5.0)}, 1e-9)[0]",
            [[-5], [15]],
        ),
        (
            "grad_beta = 8, grad_gamma = -3 + 5 = 2",
            f"batch_norm_backward({A([[3.0], [5]])}, {A([[-1.0], [1]])}, {ONE(2.0)}, {ONE(4.0)})[1:]",
            [[2], [8]],
        ),
        (
            "/ 4 = [0, 0]",
            f"batch_norm_backward({A([[3.0], [5]])}, {A([[-1.0], [1]])}, {ONE(2.0)}, {ONE(4.0)})[0]",
            [[0], [0]],
        ),
        (
            "grad_X = 2 + 2 · 1 · 0 = 2, grad_weights = 1 · 2 · 1 = 2",
            f"residual_backward({ROW(2.0)}, {ROW(1.0)}, {ROW(0.0)})",
            [[[2]], [[2]]],
        ),
        ("with limit 50: -60 is larger than 50 in size", f"has_blown_up({A([1.0, -60])}, 50)", True),
        ("[3, 0.1] with the threshold 1 becomes [1, 0.1]", f"clip_by_value({A([3, 0.1])}, 1)", [1, 0.1]),
        ("they become [0.6] and [0.8]", f"clip_by_norm([{ONE(3.0)}, {ONE(4.0)}], 1)", [[0.6], [0.8]]),
        ("The factors [2, 3] give [6, 3, 1]", "flow_through_time([2, 3])", [6, 3, 1]),
        (
            "$h_\\text{next} = 0.5 \\tanh(1) = 0.3808$",
            f"lstm_step({ROW(0.0)}, {ROW(0.0)}, {ROW(2.0)}, *np.zeros((2, 1, 4)), np.zeros(4))",
            [[[0.3808]], [[1]]],
        ),
        ("$\\ln 10 \\approx 2.303$", "np.log(10)", 2.303),
        ("The square root of 2/100, about 0.141", "he_weights(np.ones((100, 50)))[0, 0]", 0.1414),
    ],
}
EVERY = [(stem, *quoted) for stem, table in QUOTED.items() for quoted in table]


@functools.cache
def text_of(stem):
    """Return all that a student can read in a notebook, its hints too, in one line."""
    chosen = topic(stem)
    hints = (hint for exercise in chosen.exercises for hint in exercise.hints)
    return " ".join(" ".join(text.split()) for text in (*(c.source for c in authored(chosen).cells), *hints))


@pytest.mark.parametrize(
    ("stem", "words", "expression", "number"), EVERY, ids=[f"{stem}-{words}" for stem, words, *_ in EVERY]
)
class TestQuotedNumbers:
    def test_are_in_the_text(self, stem, words, expression, number):
        assert words in text_of(stem)

    def test_are_what_the_library_computes(self, stem, words, expression, number):
        known = {"np": np, "load_digits": load_digits, **topic(stem).references}
        np.testing.assert_allclose(eval(expression, known), number, rtol=1e-3, atol=1e-12)
