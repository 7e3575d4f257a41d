"""Exercises of one kind: a dictionary of questions, each answered with one of the words that are offered."""

from autograder.exercises.declaration import Choice, Exercise, Mistake, Part

__all__ = ["choose_for_each"]


def choose_for_each(id, title, name, answers, *, instead, spellings, hints, labels=(), **more):
    """Declare an exercise that asks to choose an answer to each of several questions.

    Parameters
    ----------
    id, title : str
    name : str
        The dictionary that the student fills: ``remedies = {"spikes": "?", ...}``.
    answers : dict of str to str
        The right answer to each question.
    instead : dict of str to dict of str to str
        For each question, the wrong answers that people give, each with the sentence that helps.
    spellings : tuple of dict
        Some of the right answers, written in other ways that must pass.
    hints : tuple of str
    labels : dict of str to str, optional
        How the feedback calls a question; its key if left out.
    **more
        ``offered``, the answers to choose from, if they are not just the right ones; ``expression``, a function from
        a question to what is looked at, if it is not just the answer; ``conventions``, as in `Exercise`.

    Returns
    -------
    autograder.exercises.declaration.Exercise
    """
    offered = more.pop("offered", sorted(set(answers.values())))
    expression = more.pop("expression", lambda question: f'{{"{question}": {name}["{question}"]}}')

    def source(changes):
        return f"{name} = {answers | changes!r}\n"

    parts = tuple(
        Part(
            dict(labels).get(question, question),
            expression(question),
            edges=({},),
            compare=Choice(f"{id} {question}", options=offered),
        )
        for question in answers
    )
    mistakes = tuple(
        Mistake(f"{answer} for {question}".replace(" ", "-"), sentence, source({question: answer}))
        for question, others in instead.items()
        for answer, sentence in others.items()
    )
    alternatives = tuple(map(source, ({}, *spellings)))
    return Exercise(
        id=id,
        title=title,
        reference={name: answers},
        parts=parts,
        mistakes=mistakes,
        alternatives=alternatives,
        hints=hints,
        **more,
    )
