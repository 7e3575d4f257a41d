"""A scene as what travels to the browser: plain data, with numbers in arrays as bytes."""

from dataclasses import fields

import numpy as np

from nnlab.explore.scene import By, Panel

__all__ = ["pack"]


def pack(value):
    """Return a scene, or a part of one, as what travels to the browser; numbers in arrays stay binary."""
    if isinstance(value, By | np.ndarray):
        return _pack_table(value if isinstance(value, By) else By("", value))
    if isinstance(value, Panel):
        x_range, y_range = value.ranges()
        return {**_pack_fields(value), "x_range": list(x_range), "y_range": list(y_range)}
    if hasattr(value, "__dataclass_fields__"):
        return _pack_fields(value)
    if isinstance(value, list | tuple):
        return [pack(item) for item in value]
    if isinstance(value, dict):
        return {str(key): pack(item) for key, item in value.items()}
    return value.item() if isinstance(value, np.generic) else value


def _pack_fields(value):
    packed = {f.name: pack(getattr(value, f.name)) for f in fields(value)}
    return {"kind": type(value).__name__.lower(), **packed}


def _pack_table(table):
    head = {"by": list(table.names), "shape": list(table.values.shape)}
    if table.values.dtype.kind in "US":
        return {**head, "words": table.values.ravel().tolist()}
    return {**head, "data": np.ascontiguousarray(table.values, dtype="<f8").tobytes()}
