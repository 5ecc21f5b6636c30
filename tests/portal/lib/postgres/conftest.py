"""Which of these tests the one who runs them can run."""

import os

collect_ignore = [] if os.geteuid() == 0 else ["test_root.py"]
