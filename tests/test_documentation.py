"""What the command line offers stands in the README."""

import re
from pathlib import Path

import pytest
import typer

from assistant import cli

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(cli.app).commands
OPTIONS = sorted(
    {
        (name, option)
        for name, command in COMMANDS.items()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert re.search(rf"\bscrutineer {name}\b", README)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[" ".join(pair) for pair in OPTIONS])
def test_every_option_is_documented(name, option):
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README), f"{option} of `scrutineer {name}`"


def test_no_command_or_option_is_documented_that_does_not_exist():
    named = set(re.findall(r"\bscrutineer ([a-z]+)\b(?! is| has)", README))
    assert named <= set(COMMANDS)
