"""IPython does without."""

raise ImportError("completions come from the values themselves")
