"""One module a widget: tabulate the student's functions, describe what to draw."""
