"""What holds for all tests."""

from hypothesis import settings

# A deadline is a timing assertion: it fails where the machine is busy, not where the code is wrong.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
