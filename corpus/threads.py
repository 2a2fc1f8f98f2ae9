"""One thread for numpy's products, told before numpy is imported: `corpus` does so first of all.

Vectors are compared with a question by one product, for which a second thread would have to be woken: while others ask,
both wait for each other, and a question takes twice as long of the processor. Whoever sets the variable keeps it.
"""

from __future__ import annotations

import os

VARIABLE = "OPENBLAS_NUM_THREADS"


def multiply_alone() -> None:
    """Have numpy multiply in the thread that asks it to, in this process and those that it starts."""
    os.environ.setdefault(VARIABLE, "1")
