"""Data that the student kit carries: made here, once, and committed."""
