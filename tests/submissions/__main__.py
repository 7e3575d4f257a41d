"""Make a classroom of sample submissions, and say what each student did."""

import sys
from pathlib import Path

from tests.submissions import CLASS, make_classroom

make_classroom(Path(sys.argv[1]))
print(f"{len(CLASS)} submissions are in {sys.argv[1]}/submitted:")
for handed_in in CLASS:
    print(f"  {handed_in.student:6} {handed_in.story}")
