"""Packages cannot be installed here."""

raise ImportError("this site brings all packages that the course needs, and can install no others")
