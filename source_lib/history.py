"""The history of a training run, epoch by epoch, and the error that ends one early."""

from dataclasses import dataclass, field

from source_lib.checks import check_known

__all__ = ["DivergedError", "History"]


class DivergedError(ArithmeticError):
    """Training broke down: a parameter is NaN or infinite.

    Attributes
    ----------
    epoch, step : int
        Where, both counting from 0. The network keeps its last finite parameters.
    history : History
        The complete epochs before.
    """

    def __init__(self, epoch, step, history):
        super().__init__(
            f"training diverged at epoch {epoch}, step {step} (both count from 0): parameters must stay "
            "finite, got NaN or infinity; a lower learning rate or gradient clipping may help"
        )
        self.epoch, self.step, self.history = epoch, step, history


@dataclass
class History:
    """What happened in each epoch: lists of one number an epoch, and where it diverged, if it did.

    The two `train` columns are over the batches as they came, before each update and with dropout at work,
    and without any penalty. So early in training they are a little worse than the network at the epoch's end.
    Accuracies are recorded for classes only, validation only if there are validation data.
    """

    learning_rate: list[float] = field(default_factory=list)
    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    diverged_at: tuple[int, int] | None = None

    def latest(self, name):
        """Return the last number of a column.

        Raises
        ------
        UnknownNameError
            If no such column is recorded; `validation_loss`, say, wants validation data.
        """
        recorded = [column for column, values in vars(self).items() if isinstance(values, list) and values]
        return getattr(self, check_known(name, "name", recorded))[-1]

    def record(self, split, scores):
        """Append to the columns of a split, "train" or "validation"."""
        for name, value in scores.items():
            getattr(self, f"{split}_{name}").append(value)
