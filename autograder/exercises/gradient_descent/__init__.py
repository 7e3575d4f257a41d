"""Exercises on gradient descent, in the order of the notebook."""

from autograder.exercises.gradient_descent import (
    adam,
    adaptive,
    annealing,
    batches,
    bug_hunt,
    checking,
    curvature,
    fit,
    momentum,
    nesterov,
    partials,
    paths,
    preparing,
    slopes,
    steps,
    words,
)

EXERCISES = (
    *slopes.EXERCISES,
    *partials.EXERCISES,
    *steps.EXERCISES,
    *paths.EXERCISES,
    *fit.EXERCISES,
    *batches.EXERCISES,
    *momentum.EXERCISES,
    *nesterov.EXERCISES,
    *adaptive.EXERCISES,
    *adam.EXERCISES,
    *annealing.EXERCISES,
    *curvature.EXERCISES,
    *preparing.EXERCISES,
    *checking.EXERCISES,
    *bug_hunt.EXERCISES,
)

WRITTEN = words.WRITTEN
