"""Declare exercises, build notebooks from them, grade submissions, report on a class."""

import sys

# To read addresses in all scripts of the world, jsonschema compiles a grammar whenever it is imported. It does
# without where this is not there, and nothing here reads addresses: every start is a second faster.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
