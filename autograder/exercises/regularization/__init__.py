"""Exercises on regularization, in the order of the notebook."""

from autograder.exercises.regularization import (
    adversarial,
    dropout,
    ensembles,
    forgetting,
    images,
    l1,
    l2,
    max_norm,
    overfitting,
    plain_dropout,
    regularized,
    stopping,
    survivors,
    written,
)

EXERCISES = (
    *overfitting.EXERCISES,
    *l2.EXERCISES,
    *l1.EXERCISES,
    *regularized.EXERCISES,
    *forgetting.EXERCISES,
    *max_norm.EXERCISES,
    *survivors.EXERCISES,
    *dropout.EXERCISES,
    *plain_dropout.EXERCISES,
    *stopping.EXERCISES,
    *images.EXERCISES,
    *ensembles.EXERCISES,
    *adversarial.EXERCISES,
)

WRITTEN = written.WRITTEN
