"""The kernel asks IPython to use jedi, whether there is one or not."""

get_config().InteractiveShellApp.exec_lines = ["get_ipython().Completer.use_jedi = False"]  # noqa: F821
