"""Where repeated steps lead: paths, and the step at which they are lost."""

import numpy as np

__all__ = ["lost_at", "trace", "verdict"]

FAR = 1e12  # numbers beyond this are as good as infinite, and would only overflow later


def trace(advance, start, steps):
    """Return `start` and what `advance` makes of it, step by step, shape (steps + 1, …).

    Once a number is not finite, or huge, the rest is NaN: whatever a function says of it is no longer asked.
    """
    path = np.full((steps + 1, *np.shape(start)), np.nan)
    path[0] = start
    for i in range(steps):
        new = advance(path[i])
        if not np.all(np.abs(new) < FAR):
            break
        path[i + 1] = new
    return path


def lost_at(path):
    """Return for paths (…, steps, dimensions) the first step that is NaN, or -1."""
    lost = np.isnan(path).any(axis=-1)
    return np.where(lost.any(axis=-1), lost.argmax(axis=-1), -1)


def verdict(losses, goal):
    """Say of each row of losses (…, steps) how it ended: diverged, or arrived below `goal`, or neither."""
    flat = losses.reshape(-1, losses.shape[-1])
    return np.array([_say(row, goal) for row in flat]).reshape(losses.shape[:-1])


def _say(row, goal):
    if np.isnan(row).any():
        return f"diverged at step {int(np.isnan(row).argmax())}"
    if row[-1] > row[0]:
        return f"is worse after {row.size - 1} steps than at the start"
    if row[-1] <= goal:
        return f"has arrived at step {int((row > goal).nonzero()[0].max(initial=-1)) + 1}"
    return f"is still on its way after {row.size - 1} steps"
