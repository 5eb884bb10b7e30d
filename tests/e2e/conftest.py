"""Browser tests use the hand-written newsroom of the view's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "view"))
