"""Which remedy for which trouble? And two questions in words."""

from autograder.exercises.declaration import Choice, Exercise, Mistake, Part, Written

TROUBLES = {
    "sigmoids": ("relu", "ten layers of sigmoids"),
    "tiny start": ("he", "outputs that fade in the first forward pass"),
    "shifting": ("batch norm", "inputs of the layers that drift while training"),
    "hundred layers": ("residual", "a hundred layers"),
    "spikes": ("clip", "a gradient that is suddenly huge"),
    "long memory": ("lstm", "a long sequence"),
}


def remedies_with(**changes):
    """Return the source of the right remedies with some replaced."""
    right = {trouble: remedy for trouble, (remedy, _) in TROUBLES.items()}
    return f"remedies = {right | {key.replace('_', ' '): v for key, v in changes.items()}!r}\n"


REMEDIES = Exercise(
    id="which-remedy",
    title="Which remedy for which trouble?",
    reference={"remedies": {trouble: remedy for trouble, (remedy, _) in TROUBLES.items()}},
    parts=tuple(
        Part(
            words,
            f'{{"{trouble}": remedies["{trouble}"]}}',
            edges=({},),
            compare=Choice(f"which-remedy {trouble}"),
        )
        for trouble, (_, words) in TROUBLES.items()
    ),
    mistakes=(
        Mistake(
            "clip-what-is-short",
            "Clipping shortens a gradient that is too long. Here it is too short: each sigmoid passes a quarter "
            "at most.",
            remedies_with(sigmoids="clip"),
        ),
        Mistake(
            "he-for-sigmoids",
            "He's scale is made for ReLU. With sigmoids, however the weights are drawn, the slope is at most a "
            "quarter.",
            remedies_with(sigmoids="he"),
        ),
        Mistake(
            "relu-again",
            "These are ReLUs already. What is said about their weights?",
            remedies_with(tiny_start="relu"),
        ),
        Mistake(
            "clip-the-start",
            "There is no large gradient to clip: the signal fades before there is any gradient. What was chosen "
            "too small?",
            remedies_with(tiny_start="clip"),
        ),
        Mistake(
            "he-while-training",
            "Initial weights set the scale once, at the start. Which remedy acts anew in every step?",
            remedies_with(shifting="he"),
        ),
        Mistake(
            "more-relu",
            "Those are ReLUs already, and well started. What gives the gradient a way *around* the layers?",
            remedies_with(hundred_layers="relu"),
        ),
        Mistake(
            "lstm-in-depth",
            "LSTM cells carry a gradient through *time*. For depth there is a simpler way around the layers.",
            remedies_with(hundred_layers="lstm"),
        ),
        Mistake(
            "residual-for-spikes",
            "A shortcut keeps a gradient from fading; it does not bound one that is a thousand times too long.",
            remedies_with(spikes="residual"),
        ),
        Mistake(
            "lstm-for-spikes",
            "Gates keep the gradient from fading, but a single huge one still throws the weights far away. "
            "What bounds its length?",
            remedies_with(spikes="lstm"),
        ),
        Mistake(
            "clip-the-memory",
            "Clipping helps where a gradient explodes. Over two hundred steps of a plain recurrent network it fades.",
            remedies_with(long_memory="clip"),
        ),
        Mistake(
            "relu-for-memory",
            "Even without saturation the same recurrent weights are multiplied two hundred times. "
            "Which cell *adds* to its memory instead?",
            remedies_with(long_memory="relu"),
        ),
    ),
    alternatives=(
        remedies_with(),
        remedies_with(sigmoids="ReLU", tiny_start="He", long_memory="LSTM ", shifting="Batch norm"),
    ),
    hints=(
        "Ask of each trouble: is something too small or too large? In depth or in time? At the start or all along?",
        "Example: weights that grow without end while training, with a loss that becomes NaN at last, call for a "
        "penalty on the weights, which is not in this list.",
    ),
)

EXERCISES = (REMEDIES,)

WRITTEN = (
    Written(
        id="why-first-layers-wait",
        title="Why do the first layers learn last?",
        rubric=(
            (
                2,
                "Product: says that the gradient of an early weight is a product with a slope and a weight for "
                "every later layer, so it has the more factors the earlier the layer is.",
            ),
            (
                1,
                "Size: says that each sigmoid's slope is at most 1/4 (with weights of about 1 or less the factors "
                "are below 1), so the product shrinks exponentially with depth; or gives a measured number.",
            ),
            (
                1,
                "Consequence: explains why this is bad although the last layers learn: they build on features of "
                "first layers that are still almost random, or: the first layers' updates are too small to matter.",
            ),
        ),
    ),
    Written(
        id="read-the-report",
        title="Three networks, three reports",
        rubric=(
            (
                2,
                "Network A: recognises vanishing (norms fall by a steady factor towards the first layer; most "
                "outputs saturated) and names a fitting remedy with its reason: ReLU, batch normalisation, "
                "better initial weights or residual connections.",
            ),
            (
                1,
                "Network B: recognises explosion (norms grow towards the first layer, update ratio far above "
                "1e-3) and names clipping, smaller initial weights, a smaller learning rate or a penalty.",
            ),
            (
                1,
                "Network C: sees that nothing is wrong with the gradients and the ratio is near 1e-3, so it is left "
                "alone (or: trained longer).",
            ),
        ),
    ),
)
