"""Measurements: each module times two ways of doing one thing, in one run on one machine, and prints the ratio."""
