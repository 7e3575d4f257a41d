"""Preparing data before it meets a network.

Split first. Whatever is learned from data (a mean, a range) is then learned from the training part alone and
applied unchanged to the other parts; a mean over everything leaks the test set::

    train, validation, test = train_validation_test_split(X, y, rng)
    standardizer = Standardizer().fit(train[0])
    X_train, X_test = standardizer.transform(train[0]), standardizer.transform(test[0])

Every variance divides by the number of samples. Statistics are taken in double precision, the result has that
of the data. Data must be finite and at most 1e150 in size, so that squares do not overflow.
"""

import numpy as np

from source_lib.checks import as_float, as_matrix, check_number
from source_lib.errors import NotFittedError, RangeError, ShapeError

__all__ = [
    "PCA",
    "Centerer",
    "MinMaxScaler",
    "Standardizer",
    "Whitener",
    "scale_pixels",
    "train_validation_test_split",
]

LARGEST = 1e150


def train_validation_test_split(X, y, rng, validation=0.2, test=0.2):
    """Shuffle the samples and deal each to one of three parts.

    Parameters
    ----------
    X, y : array_like, shape (samples, ...)
        What goes in, and what should come out.
    rng : numpy.random.Generator
        Shuffles.
    validation, test : float
        Shares in [0, 1); rounded to whole samples, the rest is for training.

    Returns
    -------
    train, validation, test : tuple of (X, y)
        Copies. Together they hold every sample once.

    Raises
    ------
    ShapeError
        If `X` and `y` differ in length.
    RangeError
        If a share is out of range, or the shares leave nothing to train on.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 5.3.
    """
    X, y = np.atleast_1d(X), np.atleast_1d(y)
    if len(X) != len(y):
        raise ShapeError(f"`X` and `y` must have one length, got {len(X)} and {len(y)}")
    n_validation = round(len(X) * check_number(validation, "validation", 0, 1, include_high=False))
    n_test = round(len(X) * check_number(test, "test", 0, 1, include_high=False))
    if n_validation + n_test >= len(X):
        raise RangeError(
            f"`validation` and `test` must leave a sample to train on, got {validation}, {test} of {len(X)}"
        )
    rows = np.split(rng.permutation(len(X)), [n_validation, n_validation + n_test])
    held_out, tested, trained = [(X[part], y[part]) for part in rows]
    return trained, held_out, tested


def scale_pixels(images, white=255):
    """Divide pixel values in [0, `white`] by `white`: the results lie in [0, 1].

    Nothing is learned from the data, so there is nothing to fit. Unscaled pixels saturate a sigmoid.

    Parameters
    ----------
    images : array_like
        Any shape; integers become float64, float32 stays float32.
    white : float
        The largest value that a pixel can have (not the largest that occurs), positive and finite.

    Raises
    ------
    RangeError
        If a pixel lies outside [0, `white`] or is NaN, or `white` is not positive and finite.
    """
    check_number(white, "white", 0, LARGEST, include_low=False)
    images = as_float(images, "images")
    outside = ~((images >= 0) & (images <= white))
    if outside.any():
        raise RangeError(f"`images` must lie in [0, {white:g}], got {images[outside].flat[0]:g}")
    return images / images.dtype.type(white)


class _Preprocessor:
    """What all share: `fit` learns from the training part, `transform` applies what was learned.

    Both raise ShapeError if `X` is not 2-D, RangeError if it holds NaN or a number beyond 1e150 in size.
    """

    def fit(self, X):
        """Learn from the training part `X`, shape (samples, features), not empty; returns self."""
        X = _finite_matrix(X)
        if not X.size:
            raise ShapeError(f"`X` must have at least one sample and one feature, got shape {X.shape}")
        self._learn(X)  # type: ignore[attr-defined]  # a subclass has it
        self._columns = X.shape[1]
        return self

    def transform(self, X):
        """Apply what was learned to any part, also to an empty one.

        Parameters
        ----------
        X : array_like, shape (samples, features)
            Of as many features as the training part.

        Returns
        -------
        ndarray, shape (samples, features), or (samples, components) for `PCA` and `Whitener`

        Raises
        ------
        NotFittedError
            If `fit` has not been called.
        """
        self._check_fitted()
        with np.errstate(over="ignore"):  # a minute training spread may send other parts to infinity
            applied = self._apply(_finite_matrix(X, self._columns))  # type: ignore[attr-defined]
        return applied.astype(as_float(X, "X").dtype)

    def _check_fitted(self):
        if not hasattr(self, "_columns"):
            name = type(self).__name__
            raise NotFittedError(f"`{name}` must be fitted to the training part first, got no call of fit")


class Centerer(_Preprocessor):
    """Subtract the training mean of each feature: the data become zero-centred.

    Attributes
    ----------
    mean : ndarray, shape (features,)
    """

    def _learn(self, X):
        # Relative to the first row: exact for a constant column, and no digits lost to a large offset.
        self.mean = X[0] + (X - X[0]).mean(axis=0)

    def _apply(self, X):
        return X - self.mean


class Standardizer(Centerer):
    """Centre, then divide by the training standard deviation: mean 0 and variance 1 for each feature.

    A constant feature has no spread to divide by. It is centred only, and so becomes 0.

    Attributes
    ----------
    mean, std : ndarray, shape (features,)

    References
    ----------
    Y. LeCun et al., "Efficient BackProp", 1998, section 4.3.
    """

    def _learn(self, X):
        super()._learn(X)
        self.std = np.sqrt(np.mean((X - self.mean) ** 2, axis=0))

    def _apply(self, X):
        return super()._apply(X) / np.where(self.std > 0, self.std, 1)


class MinMaxScaler(_Preprocessor):
    """Move each feature's training range to [`low`, `high`]; other parts may stick out of it.

    A constant feature becomes `low`; other parts of it are not stretched, as if its range were 1.

    Parameters
    ----------
    low, high : float
        Finite, ``low < high``, else RangeError.

    Attributes
    ----------
    minimum, maximum : ndarray, shape (features,)
    """

    def __init__(self, low=-1.0, high=1.0):
        self.low = check_number(low, "low", -LARGEST, LARGEST)
        self.high = check_number(high, "high", low, LARGEST, include_low=False)

    def _learn(self, X):
        self.minimum, self.maximum = X.min(axis=0), X.max(axis=0)

    def _apply(self, X):
        spread = self.maximum - self.minimum
        share = (X - self.minimum) / np.where(spread > 0, spread, 1)
        return self.low + share * (self.high - self.low)


class PCA(Centerer):
    """Principal components: centre, then turn the axes to the directions of largest variance.

    In the new axes the features are uncorrelated. The directions are the eigenvectors of the covariance
    matrix, found as right singular vectors of the centred data: forming the matrix would cost half of the
    digits. Each points so that its largest entry is positive.

    Parameters
    ----------
    n_components : int, optional
        How many directions to keep: from 1 to min(samples, features), else `fit` raises RangeError.

    Attributes
    ----------
    mean : ndarray, shape (features,)
    directions : ndarray, shape (features, components)
        Orthonormal columns, by falling variance.
    variances : ndarray, shape (components,)

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, sections 2.12 and 5.8.1.
    """

    def __init__(self, n_components=None):
        self.n_components = n_components

    def _learn(self, X):
        keep = min(X.shape) if self.n_components is None else self.n_components
        if keep not in range(1, min(X.shape) + 1):
            raise RangeError(f"`n_components` must be a whole number from 1 to {min(X.shape)}, got {keep!r}")
        super()._learn(X)
        _, lengths, directions = np.linalg.svd(X - self.mean, full_matrices=False)
        largest = np.abs(directions).argmax(axis=1)
        signs = np.sign(directions[np.arange(len(directions)), largest])
        self.directions = (directions * signs[:, np.newaxis])[: int(keep)].T
        self.variances = lengths[: int(keep)] ** 2 / len(X)

    def _apply(self, X):
        return super()._apply(X) @ self.directions

    def inverse_transform(self, Z):
        """Return from components `Z` to features: the nearest points that the kept directions reach."""
        self._check_fitted()
        return as_matrix(Z, "Z", self.directions.shape[1]) @ self.directions.T + self.mean


class Whitener(_Preprocessor):
    """PCA, then divide each component by its standard deviation: the covariance becomes the identity.

    A direction in which the training part does not vary (beyond rounding) becomes 0.

    Parameters
    ----------
    n_components : int, optional
        How many directions to keep, as for `PCA`.
    eps : float
        Added to each variance; non-negative and finite, else RangeError. It damps directions that hold
        only noise, which are blown up like all others, at the price of variances below 1.

    Attributes
    ----------
    pca : PCA
    scale : ndarray, shape (components,)
        What each component is divided by; infinite in a direction without variance.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 12.2.1.1.
    """

    def __init__(self, n_components=None, eps=0.0):
        self.n_components = n_components
        self.eps = check_number(eps, "eps", 0, LARGEST)

    def _learn(self, X):
        self.pca = PCA(self.n_components).fit(X)
        std = np.sqrt(self.pca.variances)
        varies = std > std[0] * max(X.shape) * np.finfo(np.float64).eps
        self.scale = np.where(varies, np.sqrt(self.pca.variances + self.eps), np.inf)

    def _apply(self, X):
        return self.pca.transform(X) / self.scale


def _finite_matrix(X, columns=None):
    """Return `X` as a float64 matrix of numbers whose squares are finite."""
    X = as_matrix(X, "X", columns).astype(np.float64)
    wrong = ~(np.abs(X) <= LARGEST)
    if wrong.any():
        raise RangeError(f"`X` must hold finite numbers up to {LARGEST:g} in size, got {X[wrong][0]}")
    return X
