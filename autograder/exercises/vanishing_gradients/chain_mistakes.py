"""What newcomers write for a chain of neurons, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

FORWARD = """
    a = [x]
    for weight, bias in zip(weights, biases):
        a.append(1 / (1 + np.exp(-(weight * a[-1] + bias))))
    a = np.array(a)
    slopes = a[1:] * (1 - a[1:])
    n = len(weights)
"""


def with_products(body):
    """Return the source of an answer that first runs forward, and then does `body`."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return f"def chain_gradients(x, weights, biases):{FORWARD.rstrip()}\n{lines}"


def walking(
    forward="1 / (1 + np.exp(-(w * a + b)))",
    grad_z="grad * outs[i] * (1 - outs[i])",
    gradient="grad_z * ins[i]",
    grad="grad_z * weights[i]",
    result="gradients[::-1]",
):
    """Return the source of an answer that walks back step by step, some of its expressions replaced."""
    return f"""
def chain_gradients(x, weights, biases):
    a, ins, outs = x, [], []
    for w, b in zip(weights, biases):
        ins.append(a)
        a = {forward}
        outs.append(a)
    gradients, grad = [], 1.0
    for i in reversed(range(len(weights))):
        grad_z = {grad_z}
        gradients.append({gradient})
        grad = {grad}
    return {result}
"""


MISTAKES = (
    Mistake(
        "slopes-missing",
        "The slopes of the sigmoids are missing: each neuron on the way back multiplies by σ'(z) = a(1 - a).",
        with_products("return [a[i] * np.prod(weights[i + 1:]) for i in range(n)]"),
    ),
    Mistake(
        "weights-missing",
        "The weights on the way back are missing: from a neuron to the one before it, the gradient is "
        "multiplied by the weight that joins them.",
        with_products("return [a[i] * np.prod(slopes[i:]) for i in range(n)]"),
    ),
    Mistake(
        "own-weight-too",
        "The weight for which you differentiate must not appear in its own gradient: w · a, "
        "differentiated with respect to w, is a. Only the *later* weights are on the way.",
        with_products("return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i:]) for i in range(n)]"),
    ),
    Mistake(
        "input-missing",
        "What the weight was multiplied by going forward, the value from the neuron before, is missing.",
        with_products("return [np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
    ),
    Mistake(
        "always-x",
        "Only the first weight is multiplied by x; a later one by what the neuron before it puts out.",
        with_products("return [x * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
    ),
    Mistake(
        "own-output",
        "A weight meets the *input* of its neuron, not its output. Look which activation it is multiplied by.",
        with_products("return [a[i + 1] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
    ),
    Mistake(
        "own-slope-missing",
        "The slope of the weight's own neuron is missing: w changes z, and z changes a by σ'(z).",
        with_products("return [a[i] * np.prod(slopes[i + 1:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
    ),
    Mistake(
        "slope-of-activation",
        "The slope is σ'(z) = a(1 - a), with a = σ(z). Yours takes the sigmoid twice.",
        with_products(
            """
s = 1 / (1 + np.exp(-a[1:]))
slopes = s * (1 - s)
return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]
"""
        ),
    ),
    Mistake(
        "last-first",
        "In your list the last neuron comes first. It begins with that of w0.",
        with_products(
            "return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)][::-1]"
        ),
    ),
    Mistake(
        "first-only",
        "This is the gradient of the first weight. A gradient for every weight is asked for, in a list.",
        with_products("return a[0] * np.prod(slopes) * np.prod(weights[1:])"),
    ),
    Mistake(
        "added",
        "The chain rule multiplies the factors of the neurons; yours adds them.",
        with_products("return [a[i] * (np.sum(slopes[i:]) + np.sum(weights[i + 1:])) for i in range(n)]"),
    ),
    Mistake(
        "tanh",
        "All neurons are sigmoids here; yours are tanh.",
        walking(forward="np.tanh(w * a + b)", grad_z="grad * (1 - outs[i] ** 2)"),
    ),
    Mistake(
        "slope-of-tanh",
        "1 - a² is the slope of tanh. That of the sigmoid is a(1 - a).",
        walking(grad_z="grad * (1 - outs[i] ** 2)"),
    ),
    Mistake(
        "tanh-with-the-sigmoids-slope",
        "Your neurons are tanh going forward. All are sigmoids here.",
        walking(forward="np.tanh(w * a + b)"),
    ),
    Mistake(
        "half-a-slope",
        "The slope is a(1 - a): a factor is missing.",
        walking(grad_z="grad * outs[i]"),
    ),
    Mistake(
        "other-half-of-the-slope",
        "The slope is a(1 - a): a factor is missing.",
        walking(grad_z="grad * (1 - outs[i])"),
    ),
    Mistake(
        "slope-of-the-input",
        "You take the slope from the neuron's *input*. It comes from what the neuron puts out.",
        walking(grad_z="grad * ins[i] * (1 - ins[i])"),
    ),
    Mistake(
        "no-biases",
        "The biases are missing going forward.",
        walking(forward="1 / (1 + np.exp(-w * a))"),
    ),
    Mistake(
        "biases-subtracted",
        "The biases are added going forward, not subtracted.",
        walking(forward="1 / (1 + np.exp(-(w * a - b)))"),
    ),
    Mistake(
        "no-sigmoid",
        "The sigmoid is missing going forward: a = σ(z).",
        walking(forward="w * a + b"),
    ),
    Mistake(
        "input-everywhere",
        "Every neuron gets x in yours. It gets what the neuron before puts out.",
        walking(forward="1 / (1 + np.exp(-(w * x + b)))"),
    ),
    Mistake(
        "not-carried",
        "What arrives from the later neurons is forgotten: each neuron multiplies it by its own slope.",
        walking(grad_z="outs[i] * (1 - outs[i])"),
    ),
    Mistake(
        "weight-instead-of-the-product",
        "On the way back only the last weight is kept. It multiplies what has come so far.",
        walking(grad="weights[i]"),
    ),
    Mistake(
        "weight-added",
        "The weight is added on the way back. The chain rule multiplies.",
        walking(grad="grad_z + weights[i]"),
    ),
    Mistake(
        "wrong-weight",
        "On the way back from a neuron, the gradient is multiplied by that neuron's own weight, "
        "which joins it with the one before.",
        walking(grad="grad_z * weights[i - 1]"),
    ),
    Mistake(
        "biases-on-the-way-back",
        "The gradient is multiplied by the biases on the way back. It is the weights that join the neurons.",
        walking(grad="grad_z * biases[i]"),
    ),
    Mistake(
        "inputs-on-the-way-back",
        "The gradient is multiplied by the activations on the way back. z = w · a + b, "
        "differentiated with respect to a, leaves w.",
        walking(grad="grad_z * ins[i]"),
    ),
    Mistake(
        "weight-for-input",
        "The gradient of a weight holds its input: z = w · a + b, differentiated with respect to w, "
        "leaves a.",
        walking(gradient="grad_z * weights[i]"),
    ),
    Mistake(
        "last-gradient-only",
        "This is the gradient of the last weight. A gradient for every weight is asked for, in a list.",
        walking(result="gradients[0]"),
    ),
    Mistake(
        "summed",
        "You add the gradients up. A gradient for every weight is asked for, in a list.",
        walking(result="sum(gradients)"),
    ),
    Mistake(
        "always-a-quarter",
        "The slope is 1/4 at most, and only where z is 0. Elsewhere it is a(1 - a).",
        walking(grad_z="grad * 0.25"),
    ),
)
