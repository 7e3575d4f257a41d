"""From a declaration and a random generator to cases: inputs, expected values, and what known mistakes do."""

import copy
import functools
import inspect
from dataclasses import replace
from itertools import takewhile

import numpy as np

from autograder.exercises.declaration import DeclarationError
from nnlab import diagnose
from nnlab.evaluate import GLOBAL_CHANCE, evaluate, scored
from nnlab.plain import plain

__all__ = ["known_mistakes", "likely_mistakes", "observe", "observe_source", "with_cases"]


def with_cases(exercise, rng, references):
    """Return the exercise with freshly drawn cases, and no mistakes yet.

    Parameters
    ----------
    exercise : autograder.exercises.declaration.Exercise
    rng : numpy.random.Generator
    references : dict
        The right function for each name of the topic; the exercise's `needs` are looked up here.

    Returns
    -------
    nnlab.diagnose.Exercise
    """
    parts, needed = [], tuple(references[name] for name in exercise.needs)
    for part in exercise.parts:
        drawn = [_drawn(exercise, part, rng) for _ in range(part.drawn)] if part.draw else []
        cases = (*_fixed_cases(exercise, part, needed), *_cases(exercise, part, drawn, needed))
        parts.append(diagnose.Part(part.label, part.expression, part.points, part.compare, cases, part.score))
    return diagnose.Exercise(exercise.id, exercise.title, exercise.names, tuple(parts), (), exercise.hints)


def known_mistakes(exercise, parts, references):
    """Return each listed mistake with what it does in every case of `parts`, as the comparison may store it."""
    return tuple(
        diagnose.Mistake(mistake.id, mistake.sentence, _stored(parts, seen))
        for mistake in exercise.mistakes
        for seen in [observe_source(exercise, mistake.source, parts, references)]
    )


def likely_mistakes(exercise, parts, references, observations):
    """Yield those of the known mistakes that can be behind what was observed in the cases of `parts`.

    Most are ruled out by a first case, and need not be run on the others.
    """
    for mistake in exercise.mistakes:
        namespace = _defined(exercise, mistake.source, references)
        each = zip(parts, observations, strict=True)
        seen = tuple(takewhile(bool, (_as_observed(part, observed, namespace) for part, observed in each)))
        if len(seen) == len(parts):
            yield diagnose.Mistake(mistake.id, mistake.sentence, seen)


def _as_observed(part, observations, namespace):
    """Return what a mistake does in the cases of a part, or nothing if it is not what was observed."""
    seen = []
    for case, observed in zip(part.cases, observations, strict=True):
        seen.append(_as_stored(part, _observed(part, namespace, case.inputs, case.supplied)))
        if diagnose.rules_out(part, case, seen[-1], observed):
            return ()
    return tuple(seen)


def _stored(parts, observations):
    return tuple(
        tuple(_as_stored(part, observation) for observation in seen)
        for part, seen in zip(parts, observations, strict=True)
    )


def _as_stored(part, observation):
    """Return what is kept of a mistake: of a choice a fingerprint, like of what is expected; of chance nothing."""
    if observation.error:
        return observation
    by_chance = GLOBAL_CHANCE in observation.changed  # drawn anew each time, it says nothing
    return replace(observation, value=None if by_chance else part.compare.prepare(observation.value))


def observe_source(exercise, source, parts, references):
    """Run trusted code that defines the exercise's names over every case of `parts`."""
    return observe(parts, _defined(exercise, source, references))


def _defined(exercise, source, references):
    namespace = {"np": np, **{name: references[name] for name in exercise.needs}}
    exec(_compiled(source, exercise.id), namespace)
    return namespace


def observe(parts, namespace):
    """Return, for each part, the observation of each of its cases over the functions in `namespace`."""
    return tuple(
        tuple(_observed(part, namespace, case.inputs, case.supplied) for case in part.cases) for part in parts
    )


def _observed(part, namespace, inputs, supplied=None):
    return scored(evaluate(part.expression, namespace, inputs, supplied), part.score, inputs)


def _drawn(exercise, part, rng):
    try:
        return _rounded(part.draw(rng))
    except Exception as error:
        at = part.draw.__code__
        raise DeclarationError(
            f"{at.co_filename}:{at.co_firstlineno}: exercise {exercise.id!r}, part {part.label!r}: `draw` must return "
            f"a dict of inputs, got {type(error).__name__}: {error}"
        ) from error


@functools.cache
def _fixed_cases(exercise, part, needed):
    """Return the cases of the inputs that are always used: worked out once, for they are nobody's own."""
    return _cases(exercise, part, part.edges, needed)


def _cases(exercise, part, inputs, needed):
    return tuple(_case(exercise, part, plain(one), needed) for one in inputs)


def _case(exercise, part, inputs, needed):
    answer = evaluate(part.expression, dict(exercise.reference), inputs, watch_random=False)
    expected = scored(answer, part.score, inputs)
    if expected.error or expected.changed:
        trouble = expected.error or f"changes {expected.changed}"
        raise DeclarationError(
            f"exercise {exercise.id!r}, part {part.label!r}: the reference itself {trouble}"
        )
    supplied = _recordings(exercise, part, inputs, needed) if needed else {}
    return diagnose.Case(inputs, part.compare.prepare(expected.value), supplied)


def _recordings(exercise, part, inputs, needed):
    """Run the alternatives over one case and write down how they call what they need."""
    calls: dict[str, list] = {name: [] for name in exercise.needs}
    traced = {name: _traced(right, calls[name]) for name, right in zip(exercise.needs, needed, strict=True)}
    for source in exercise.alternatives:
        namespace = {"np": np, **traced}
        exec(_compiled(source, exercise.id), namespace)
        evaluate(part.expression, namespace, inputs, watch_random=False)
    return {name: found for name, found in calls.items() if found}


def _traced(function, calls):
    """Return the function, made to write down its calls. Most alternatives make the same ones: that is quick."""
    known: dict[tuple, object] = {}

    @functools.wraps(function)
    def traced(*args, **options):
        key = (*map(_exactly, args), *((name, _exactly(value)) for name, value in options.items()))
        if key not in known:
            known[key] = function(*args, **options)
            _write_down(calls, _spellings(function, args, options), known[key])
        return copy.deepcopy(known[key])

    return traced


def _exactly(argument):
    if type(argument) is np.ndarray:
        return argument.dtype.str, argument.shape, argument.tobytes()
    return type(argument), repr(argument)


def _write_down(calls, spellings, value):
    for arguments in spellings:
        call = [plain(arguments), plain(value)]
        if not any(_equal(call, known) for known in calls):
            calls.append(call)


def _spellings(function, args, options):
    """Return the positional arguments of a call in every length: with its defaults, and without the last ones."""
    bound = _signature(function).bind(*args, **options)
    bound.apply_defaults()
    defaults = [parameter.default for parameter in bound.signature.parameters.values()]
    try:
        full = [np.array(argument, dtype=float) for argument in bound.args]
    except (TypeError, ValueError):
        return []  # a call with what is no number is not recorded: the student's own function answers it
    shortest = len(full)
    while shortest and np.array_equal(full[shortest - 1], _number(defaults[shortest - 1])):
        shortest -= 1
    return [full[:length] for length in range(shortest, len(full) + 1)]


_signature = functools.cache(inspect.signature)


def _number(default):
    return default if isinstance(default, int | float) else None


def _equal(first, second):
    return len(first[0]) == len(second[0]) and all(
        a.shape == b.shape and np.array_equal(a, b, equal_nan=True)
        for a, b in zip(first[0], second[0], strict=True)
    )


def _rounded(inputs):
    """Round drawn floats to three decimals, so that a case can be read and typed."""
    return {name: _to_three_decimals(value) for name, value in inputs.items()}


def _to_three_decimals(value):
    if isinstance(value, np.ndarray):
        return np.round(value, 3) if value.dtype.kind == "f" else value
    # A number stays a number: `rate *= 0.5` would change an array without axes in place.
    return round(float(value), 3) if isinstance(value, float) else value


@functools.cache
def _compiled(source, name):
    return compile(source, f"<{name}>", "exec")
