"""Where the course's folders are."""

from pathlib import Path

__all__ = ["COURSE", "ROOT", "SOLUTIONS"]

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = ROOT / "solutions"
COURSE = ROOT / "course"
