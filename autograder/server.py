"""The process that workers are forked from. It imports what they need, and nothing that is open here is passed on."""

from multiprocessing import forkserver, get_context

__all__ = ["context", "start"]

context = get_context("forkserver")
context.set_forkserver_preload(["autograder.workers"])


def start():
    """Start it ahead of need, so that it imports while this process does the same."""
    forkserver.ensure_running()
