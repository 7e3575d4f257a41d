"""A progress bar for training, drawn with nothing but a stream of text."""

import sys

from source_lib.checks import check_count

__all__ = ["ProgressBar"]


class ProgressBar:
    """Callback of `training.train`: one line, rewritten after each epoch.

    Parameters
    ----------
    stream : text stream, optional
        Where to draw; standard error unless given.
    width : int
        How many characters the bar has, at least 1.

    Raises
    ------
    RangeError
        If `width` is below 1.
    """

    def __init__(self, stream=None, width=24):
        self.stream = stream
        self.width = check_count(width, "width")

    def __call__(self, run):
        """Draw the bar after an epoch of a training run; end the line after the last one."""
        done = run.epoch + 1
        bar = ("█" * (self.width * done // run.epochs)).ljust(self.width, "░")
        end = "\n" if run.stop or done == run.epochs else ""
        stream = self.stream or sys.stderr  # looked up now: notebooks replace it
        stream.write(f"\r{bar} {done}/{run.epochs}  {_numbers(run.history)}{end}")
        stream.flush()


def _numbers(history):
    columns = ("train_loss", "validation_loss", "validation_accuracy")
    latest = {name: values[-1] for name in columns if (values := getattr(history, name))}
    return "  ".join(f"{name.replace('_', ' ')} {value:.4f}" for name, value in latest.items())
