"""Questions answered in words."""

from autograder.exercises.declaration import Written

WRITTEN = (
    Written(
        id="why-l1-is-sparse",
        title="Why does L1 make weights zero, and L2 not?",
        rubric=(
            (
                2,
                "Pull: says that the pull of L1 is `strength` however small the weight is, so it outweighs a weak "
                "pull of the data and brings the weight to 0, while the pull of L2, strength times w, fades as "
                "the weight gets small.",
            ),
            (
                1,
                "Consequence: says that L1 keeps few features (or pixels) and L2 spreads the weight over many, "
                "for instance over two features that say the same.",
            ),
            (
                1,
                "Uses what was measured in this notebook, or names a limit: plain gradient steps only jitter "
                "around 0 because the gradient jumps there.",
            ),
        ),
    ),
    Written(
        id="regularization-plan",
        title="A plan against overfitting",
        rubric=(
            (
                1,
                "Diagnosis: reads the gap between 100 % and 81 % as overfitting, not as too small a network.",
            ),
            (
                2,
                "Remedies: names at least two that fit, with what each does (more or augmented data, L2, dropout, "
                "early stopping, ensemble), and keeps the large network rather than shrinking it, or says why not.",
            ),
            (
                1,
                "Choosing: chooses strength, keep_prob or epochs by the validation samples, changing one thing at a "
                "time or searching, and repeats with other seeds or says that differences may be chance.",
            ),
            (1, "Honesty: uses the test samples once, at the end, for nothing but the final number."),
        ),
    ),
)
