"""What runs on the far side: the warm process, the guard beside each submission, and the student's process.

These modules are started by path, as the package ``inside``, so that neither ``autograder`` nor anything else
of the repository is ever imported there. Only `wire` is also used by the trusted side.
"""
