"""A learning rate for every parameter: Adagrad, and RMSprop, which forgets."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.gradient_descent.momentum import resumed
from source_lib.optimizers import Adagrad, RMSprop


def adagrad_step(w, cache, gradient, learning_rate, eps=1e-8):
    """Return the library's step, and the cache after it."""
    optimizer = resumed(Adagrad(learning_rate, eps), w, cache=cache)
    return optimizer.step(w, gradient), optimizer.cache


def rmsprop_step(w, cache, gradient, learning_rate, decay=0.99, eps=1e-8):
    """Return the library's step, and the cache after it."""
    optimizer = resumed(RMSprop(learning_rate, decay, eps), w, cache=cache)
    return optimizer.step(w, gradient), optimizer.cache


ADAGRAD_DEF = "def adagrad_step(w, cache, gradient, learning_rate, eps=1e-8):"
RMSPROP_DEF = "def rmsprop_step(w, cache, gradient, learning_rate, decay=0.99, eps=1e-8):"
ADAGRAD_CACHE = "cache = cache + gradient**2"
RMSPROP_CACHE = "cache = decay * cache + (1 - decay) * gradient**2"
MOVE = "return w - learning_rate * gradient / (np.sqrt(cache) + eps), cache"


def both(adagrad=ADAGRAD_CACHE, rmsprop=RMSPROP_CACHE, move=MOVE, rmsprop_move=None):
    """Return the source of the two steps, put together of these lines."""
    return code(
        f"{ADAGRAD_DEF}\n    {adagrad}\n    {move}",
        f"{RMSPROP_DEF}\n    {rmsprop}\n    {rmsprop_move or move}",
    )


def in_both_or_one(id, sentence, adagrad=ADAGRAD_CACHE, rmsprop=RMSPROP_CACHE, move=MOVE):
    """Yield a mistake that newcomers make in both steps, and as easily in one of the two."""
    yield Mistake(id, sentence, both(adagrad, rmsprop, move))
    yield Mistake(f"adagrad-{id}", sentence, both(adagrad, move=move, rmsprop_move=MOVE))
    yield Mistake(f"rmsprop-{id}", sentence, both(rmsprop=rmsprop, rmsprop_move=move))


def seen_before(*shape):
    """Return a draw of weights, a cache, a gradient, and settings that all matter."""
    return lambda rng: {
        "w": rng.normal(scale=2, size=shape),
        "cache": rng.uniform(0.2, 4, size=shape),
        "gradient": rng.normal(scale=2, size=shape),
        "learning_rate": rng.uniform(0.1, 0.5),
        "decay": rng.uniform(0.6, 0.9),
        "eps": rng.uniform(0.1, 0.3),
    }


# One entry has never had a gradient; the gradient of another is as small as eps itself.
FIRST = {
    "w": np.array([1.0, -2.0, 0.5, 3.0]),
    "cache": np.zeros(4),
    "gradient": np.array([10.0, -0.01, 0.0, 2e-8]),
    "learning_rate": 0.1,
}
LATER = FIRST | {"cache": np.array([4.0, 0.25, 1.0, 9.0]), "gradient": np.array([3.0, -1.0, 0.0, 5.0])}
ADAGRAD_CALL = "adagrad_step(w, cache, gradient, learning_rate"
RMSPROP_CALL = "rmsprop_step(w, cache, gradient, learning_rate"

ADAPTIVE = Exercise(
    id="adagrad-rmsprop",
    title="Adagrad and RMSprop",
    reference={"adagrad_step": adagrad_step, "rmsprop_step": rmsprop_step},
    parts=(
        Part("Adagrad, the usual eps", f"{ADAGRAD_CALL})", edges=(FIRST, LATER)),
        Part("Adagrad, any eps, any shape", f"{ADAGRAD_CALL}, eps)", seen_before(2, 3)),
        Part("RMSprop, the usual settings", f"{RMSPROP_CALL})", edges=(FIRST, LATER)),
        Part("RMSprop, any settings, any shape", f"{RMSPROP_CALL}, decay, eps)", seen_before(2, 3)),
    ),
    mistakes=(
        *in_both_or_one(
            "eps-inside",
            "eps stands inside the root. In the formula of this text it is added after the root.",
            move="return w - learning_rate * gradient / np.sqrt(cache + eps), cache",
        ),
        *in_both_or_one(
            "no-eps",
            "eps is missing: where no gradient has been seen yet, this is 0 / 0.",
            move="return w - learning_rate * gradient / np.sqrt(cache), cache",
        ),
        *in_both_or_one(
            "eps-fixed",
            "`eps` is always 1e-8 in yours. Use the argument.",
            move="return w - learning_rate * gradient / (np.sqrt(cache) + 1e-8), cache",
        ),
        *in_both_or_one(
            "eps-beside-the-fraction",
            "eps is added to the weights. Put brackets around root + eps: both are below the line.",
            move="return w - learning_rate * gradient / np.sqrt(cache) + eps, cache",
        ),
        *in_both_or_one(
            "no-root",
            "The root is missing: the cache holds *squares*.",
            move="return w - learning_rate * gradient / (cache + eps), cache",
        ),
        *in_both_or_one(
            "uphill",
            "This climbs: the step goes against the gradient.",
            move="return w + learning_rate * gradient / (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "squares-move",
            "The step is taken along the squared gradient, which is never negative. "
            "Squares are for the cache only.",
            move="return w - learning_rate * gradient**2 / (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "gradient-forgotten",
            "The gradient is missing in the step: the learning rate is divided by the root, and the gradient is what "
            "it multiplies.",
            move="return w - learning_rate / (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "no-rate",
            "The learning rate is missing in the step.",
            move="return w - gradient / (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "multiplied-by-the-root",
            "You multiply by the root. A weight with large gradients gets a *small* rate: divide.",
            move="return w - learning_rate * gradient * (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "step-only",
            "This is the change alone. Asked for are the new weights.",
            move="return -learning_rate * gradient / (np.sqrt(cache) + eps), cache",
        ),
        *in_both_or_one(
            "order",
            "Both are there, but in the wrong order: first the weights, then the cache.",
            move="return cache, w - learning_rate * gradient / (np.sqrt(cache) + eps)",
        ),
        *in_both_or_one(
            "no-cache-returned",
            "The next step needs the cache, too: return the weights and the cache.",
            move="return w - learning_rate * gradient / (np.sqrt(cache) + eps)",
        ),
        *in_both_or_one(
            "weights-in-place",
            "`-=` changes the weights that were handed in. Make a new array.",
            move="w -= learning_rate * gradient / (np.sqrt(cache) + eps); return w, cache",
        ),
        *in_both_or_one(
            "gradients-not-squared",
            "The cache collects the gradients as they are, so opposite ones cancel. It collects their squares.",
            "cache = cache + gradient",
            "cache = decay * cache + (1 - decay) * gradient",
        ),
        *in_both_or_one(
            "sizes",
            "The cache collects the sizes of the gradients. It collects their *squares*.",
            "cache = cache + np.abs(gradient)",
            "cache = decay * cache + (1 - decay) * np.abs(gradient)",
        ),
        *in_both_or_one(
            "old-cache",
            "You divide by the root of the *old* cache. The new gradient is added first.",
            "old, cache = cache, cache + gradient**2",
            "old, cache = cache, decay * cache + (1 - decay) * gradient**2",
            "return w - learning_rate * gradient / (np.sqrt(old) + eps), cache",
        ),
        *in_both_or_one(
            "whole-length",
            "You sum the squares over all entries, so all share one rate. Each entry has a cache of its own.",
            "cache = cache + np.sum(gradient**2)",
            "cache = decay * cache + (1 - decay) * np.sum(gradient**2)",
        ),
        *in_both_or_one(
            "mean-of-all",
            "You average the squares over all entries, so all share one rate. Each entry has a cache of its own.",
            "cache = cache + np.mean(gradient**2)",
            "cache = decay * cache + (1 - decay) * np.mean(gradient**2)",
        ),
        *in_both_or_one(
            "in-place",
            "The caller's cache is changed in place. Make a new array.",
            "cache += gradient**2",
            "cache *= decay; cache += (1 - decay) * gradient**2",
        ),
        Mistake(
            "adagrad-forgets",
            "Your Adagrad keeps only the latest square. Its cache adds up all of them.",
            both("cache = gradient**2"),
        ),
        Mistake(
            "cache-squared",
            "You square the cache as well. It holds squares already.",
            both("cache = cache**2 + gradient**2"),
        ),
        Mistake(
            "rmsprop-never-forgets",
            "Your RMSprop adds up like Adagrad. Its cache is a running mean: it leaks.",
            both(rmsprop=ADAGRAD_CACHE),
        ),
        Mistake(
            "shares-swapped",
            "The two shares are swapped: `decay` is the share of the *old* cache that survives.",
            both(rmsprop="cache = (1 - decay) * cache + decay * gradient**2"),
        ),
        Mistake(
            "not-a-mean",
            "The square enters RMSprop's cache in full. In a running mean its share is 1 - decay.",
            both(rmsprop="cache = decay * cache + gradient**2"),
        ),
        Mistake(
            "share-squared",
            "The share 1 - decay is squared in yours. Square the gradient first, then multiply.",
            both(rmsprop="cache = decay * cache + ((1 - decay) * gradient) ** 2"),
        ),
        Mistake(
            "same-share-twice",
            "Both parts have the share `decay`. In a running mean the shares add up to 1.",
            both(rmsprop="cache = decay * cache + decay * gradient**2"),
        ),
        Mistake(
            "shares-without-brackets",
            "Put brackets around 1 - decay: the whole of it is the share of the new square.",
            both(rmsprop="cache = decay * cache + 1 - decay * gradient**2"),
        ),
        Mistake(
            "decay-fixed",
            "`decay` is always 0.99 in yours. Use the argument.",
            both(rmsprop="cache = 0.99 * cache + 0.01 * gradient**2"),
        ),
    ),
    alternatives=(
        both(),
        both(
            "cache = np.add(cache, np.square(gradient))",
            "cache = cache + (1 - decay) * (gradient * gradient - cache)",
            "return [w - learning_rate / (cache**0.5 + eps) * gradient, cache]",
        ),
        code(
            """
            def adagrad_step(w, cache, gradient, learning_rate, eps=1e-8):
                new_w, new_cache = w.copy(), cache.copy()
                for i in np.ndindex(w.shape):
                    new_cache[i] += gradient[i] ** 2
                    new_w[i] -= learning_rate * gradient[i] / (new_cache[i] ** 0.5 + eps)
                return new_w, new_cache
            """,
            """
            def rmsprop_step(w, cache, gradient, learning_rate, decay=0.99, eps=1e-8):
                cache = np.average([cache, gradient**2], axis=0, weights=[decay, 1 - decay])
                rates = learning_rate / (np.sqrt(cache) + eps)
                return w - rates * gradient, cache
            """,
        ),
        code(
            """
            def adagrad_step(w, cache, gradient, learning_rate, eps=1e-8):
                total = cache + np.abs(gradient) ** 2
                return w - learning_rate * np.divide(gradient, eps + np.sqrt(total)), total
            """,
            """
            def rmsprop_step(w, cache, gradient, learning_rate, decay=0.99, eps=1e-8):
                kept = cache.copy()
                kept *= decay
                kept += (1 - decay) * gradient * gradient
                return w - learning_rate * (gradient / (np.sqrt(kept) + eps)), kept
            """,
        ),
    ),
    conventions=(
        "cache = cache + gradient**2",
        "w = w - learning_rate * gradient / (sqrt(cache) + eps)",
        "cache = decay * cache + (1 - decay) * gradient**2",
        "after the root",
    ),
    hints=(
        "Two lines each: the new cache, then the new weights, which divide by the root of the *new* cache. "
        "The two methods differ only in the first line.",
        "w = 1, cache 9, gradient 4, learning rate 0.1, eps about 0. Adagrad: cache 9 + 16 = 25, "
        "w = 1 - 0.1 · 4 / 5 = 0.92. RMSprop with decay 0.5: cache 4.5 + 8 = 12.5, "
        "w = 1 - 0.1 · 4 / 3.5355 = 0.8869.",
    ),
)

EXERCISES = (ADAPTIVE,)
