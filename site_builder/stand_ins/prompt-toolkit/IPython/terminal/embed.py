"""IPython without a terminal."""


def embed(*_, **__):
    """Refuse."""
    raise RuntimeError("there is no terminal in a browser")
