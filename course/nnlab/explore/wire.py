"""A scene as what travels to the browser: plain data, with numbers in arrays as bytes, each array once."""

from dataclasses import fields

import numpy as np

from nnlab.explore.scene import By, Panel

__all__ = ["pack"]


def pack(scene):
    """Return a scene as dictionaries and lists, and under ``tables`` the bytes of all its arrays."""
    tables = {}
    return {**_pack(scene, tables), "tables": [table.tobytes() for table in tables.values()]}


def _pack(value, tables):
    if isinstance(value, By | np.ndarray):
        return _pack_table(value if isinstance(value, By) else By("", value), tables)
    if hasattr(value, "__dataclass_fields__"):
        return _pack_fields(value, tables)
    if isinstance(value, list | tuple):
        return [_pack(item, tables) for item in value]
    if isinstance(value, dict):
        return {str(key): _pack(item, tables) for key, item in value.items()}
    return value.item() if isinstance(value, np.generic) else value


def _pack_fields(value, tables):
    packed = {f.name: _pack(getattr(value, f.name), tables) for f in fields(value)}
    if isinstance(value, Panel):
        packed["x_range"], packed["y_range"] = map(list, value.ranges())
    return {"kind": type(value).__name__.lower(), **packed}


def _pack_table(table, tables):
    head = {"by": list(table.names), "shape": list(table.values.shape)}
    if table.values.dtype.kind in "US":
        return {**head, "words": table.values.ravel().tolist()}
    numbers = np.ascontiguousarray(table.values, dtype="<f8")
    # The same memory, seen in two places, is the same table; `tables` keeps it alive meanwhile.
    key = (numbers.__array_interface__["data"][0], numbers.nbytes)
    tables.setdefault(key, numbers)
    return {**head, "table": list(tables).index(key)}
