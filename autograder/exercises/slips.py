"""Exercises of one kind: the notes make four statements, and one of them is wrong."""

from autograder.exercises.declaration import Choice, Exercise, Mistake, Part

__all__ = ["find_the_slip"]


def find_the_slip(id, title, name, *, wrong, right, hints):
    """Declare a find-the-slip exercise.

    Parameters
    ----------
    id, title : str
    name : str
        What the student sets to a letter: ``slip_collapse = "b"``.
    wrong : str
        The letter of the wrong statement.
    right : dict
        For the letter of each right statement, why it is right: shown to who chose it.
    hints : tuple of str

    Returns
    -------
    autograder.exercises.declaration.Exercise
    """
    mistakes = tuple(
        Mistake(f"chose-{letter}", f"Statement {letter} is true: {why}", f'{name} = "{letter}"')
        for letter, why in right.items()
    )
    letters = Choice(id, options=sorted([wrong, *right]))
    part = Part("which statement is wrong", f'{{"statement": {name}}}', edges=({},), compare=letters)
    return Exercise(
        id=id,
        title=title,
        reference={name: wrong},
        parts=(part,),
        mistakes=mistakes,
        alternatives=(f'{name} = "{wrong.upper()}"', f'{name} = " {wrong} "'),
        hints=hints,
    )
