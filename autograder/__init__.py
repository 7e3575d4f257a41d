"""Declare exercises, build notebooks from them, grade submissions, report on a class."""
