"""One module a command: ``arguments(parser)`` declares what it takes, ``run(options)`` returns the exit status."""
