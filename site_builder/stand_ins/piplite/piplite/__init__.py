"""What the kernel imports before anything else that is not Python's own."""

import sys

# The folder of the notebook is read through the browser's service worker, which is slow. So it is searched last.
if "" in sys.path:
    sys.path.remove("")
    sys.path.append("")
