"""What the description of the service shows: a question on the sample papers, and what is answered to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ANSWER: dict[str, Any] = json.loads((Path(__file__).parent / "answer.json").read_text(encoding="utf-8"))
QUESTION = {"question": ANSWER["question"]}
SEARCHED = "looked after children"
MEASURE = "looked after children"
PERIOD = "May 2019"
