"""Which remedy for which trouble? And two questions in words."""

from autograder.exercises.choices import choose_for_each
from autograder.exercises.declaration import Written

# Why each of the other remedies does not go at the cause of the trouble.
INSTEAD = {
    "sigmoids": {
        "he": "He's scale is made for ReLU. However the weights are drawn, no sigmoid gets steeper than a quarter.",
        "batch norm": "It would help, by keeping the sigmoids where they are steepest, but even there the slope is a "
        "quarter. Which remedy goes at the slope itself?",
        "residual": "It would lead the gradient around the sigmoids and leave them as they are. Which remedy goes at "
        "the slope itself?",
        "clip": "Clipping shortens a gradient that is too long. Here it is too short: each sigmoid passes a quarter "
        "at most.",
        "lstm": "LSTM cells carry a gradient through *time*; these are layers. Which remedy goes at the slope itself?",
    },
    "tiny start": {
        "relu": "These are ReLUs already. What is said about their weights?",
        "batch norm": "It would rescale what is too small, again and again. The cause is one number, chosen wrongly at "
        "the start: which remedy chooses it well?",
        "residual": "A shortcut would carry the signal past the layers, and they would still add nothing. What was "
        "chosen too small?",
        "clip": "There is no large gradient to clip: the signal fades before there is any gradient. What was chosen "
        "too small?",
        "lstm": "LSTM cells are for sequences. Here the signal fades from layer to layer: what was chosen too small?",
    },
    "shifting": {
        "relu": "A ReLU does not saturate on one side, but nothing keeps its inputs from drifting. Which remedy "
        "standardises them?",
        "he": "Initial weights set the scale once, at the start. Which remedy acts anew in every step?",
        "residual": "A shortcut goes around a layer and does not change where its sums lie. Which remedy "
        "standardises them?",
        "clip": "Clipping bounds the length of a gradient. Here the sums of the forward pass drift: which remedy "
        "standardises them?",
        "lstm": "LSTM cells are for sequences. Here the sums in front of the activations drift: which remedy "
        "standardises them?",
    },
    "hundred layers": {
        "relu": "Those are ReLUs already, and well started. What gives the gradient a way *around* the layers?",
        "he": "They are well started already. What gives the gradient a way *around* the layers?",
        "batch norm": "It would keep the layers in order, but the gradient would still have to pass through each of "
        "them. What gives it a way *around*?",
        "clip": "Clipping shortens; the gradient of the first layers is too short already. What gives it a way "
        "*around* the layers?",
        "lstm": "LSTM cells carry a gradient through *time*. For depth there is a simpler way around the layers.",
    },
    "spikes": {
        "relu": "A ReLU passes a huge gradient on as it is. What bounds its length?",
        "he": "The start went well: the trouble comes much later. What bounds the length of a gradient?",
        "batch norm": "It keeps activations in range, but a single huge gradient still throws the weights far away. "
        "What bounds its length?",
        "residual": "A shortcut keeps a gradient from fading; it does not bound one that is a thousand times too long.",
        "lstm": "Gates keep the gradient from fading, but a single huge one still throws the weights far away. "
        "What bounds its length?",
    },
    "long memory": {
        "relu": "Even without saturation the same recurrent weights are multiplied two hundred times. "
        "Which cell *adds* to its memory instead?",
        "he": "However the recurrent weights are drawn, the same ones are multiplied two hundred times. "
        "Which cell *adds* to its memory instead?",
        "batch norm": "It standardises each step, but the same recurrent weights are still multiplied two hundred times. "
        "Which cell *adds* to its memory instead?",
        "residual": "The idea is close: a way around. Which *cell* has one through time, with gates that guard it?",
        "clip": "Clipping helps where a gradient explodes. Over two hundred steps of a plain recurrent network it fades.",
    },
}


REMEDIES = choose_for_each(
    "which-remedy",
    "Which remedy for which trouble?",
    "remedies",
    {
        "sigmoids": "relu",
        "tiny start": "he",
        "shifting": "batch norm",
        "hundred layers": "residual",
        "spikes": "clip",
        "long memory": "lstm",
    },
    labels={
        "sigmoids": "ten layers of sigmoids",
        "tiny start": "outputs that fade in the first forward pass",
        "shifting": "inputs of the layers that drift while training",
        "hundred layers": "a hundred layers",
        "spikes": "a gradient that is suddenly huge",
        "long memory": "a long sequence",
    },
    instead=INSTEAD,
    spellings=({"sigmoids": "ReLU", "tiny start": "He", "long memory": "LSTM ", "shifting": "Batch norm"},),
    hints=(
        "Ask of each trouble: is something too small or too large? In depth or in time? At the start or all along?",
        "Example: weights that grow without end while training, with a loss that becomes NaN at last, call for a "
        "penalty on the weights, which is none of these six.",
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
