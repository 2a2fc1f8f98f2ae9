"""numpy is told to multiply in one thread before it is imported, unless somebody has told it otherwise."""

import os
import subprocess
import sys

import pytest

from corpus.threads import VARIABLE

SAYS = f"import sys, corpus, os; print('numpy' in sys.modules, os.environ['{VARIABLE}'])"


@pytest.mark.parametrize(("own", "threads"), [({}, "1"), ({VARIABLE: "3"}, "3")])
def test_numpy_is_told_before_it_is_imported(own, threads):
    bare = {name: value for name, value in os.environ.items() if name != VARIABLE}
    done = subprocess.run([sys.executable, "-c", SAYS], env=bare | own, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", threads]
