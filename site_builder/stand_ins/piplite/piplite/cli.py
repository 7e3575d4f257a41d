"""The answer to ``%pip``."""

_ANSWER = "print('This site brings all packages that the course needs, and can install no others.')\n"


async def get_transformed_code(_arguments):
    """Return what runs in place of a line with ``%pip``."""
    return _ANSWER
