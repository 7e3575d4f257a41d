"""Exercises on the perceptron, from a unit that counts to a network of two layers, in the notebook's order."""

from autograder.exercises.perceptron import (
    beginnings,
    digits,
    epoch,
    gates,
    layers,
    learning,
    line,
    neurons,
    questions,
    training,
    unit,
    xor,
)

EXERCISES = (
    *beginnings.EXERCISES,
    *unit.EXERCISES,
    *line.EXERCISES,
    *learning.EXERCISES,
    *epoch.EXERCISES,
    *training.EXERCISES,
    *gates.EXERCISES,
    *xor.EXERCISES,
    *digits.EXERCISES,
    *neurons.EXERCISES,
    *layers.EXERCISES,
)

WRITTEN = questions.WRITTEN
