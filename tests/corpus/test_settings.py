"""Settings: from the environment, then from a file; what is misspelt is noticed."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.embedding import BUNDLED
from corpus.errors import SettingsError
from corpus.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SCRUTINEER_{name.upper()}", raising=False)


@pytest.fixture
def file(tmp_path, monkeypatch):
    file = tmp_path / "scrutineer.toml"
    monkeypatch.setitem(Settings.model_config, "toml_file", file)
    return file


def test_without_anything_set_there_are_defaults(file):
    settings = Settings()
    assert settings.embedding_model == BUNDLED
    assert settings.index.name == "index"


def test_arguments_win_over_the_environment_and_that_over_the_file(file, monkeypatch):
    file.write_text('index = "/file"\ncouncil = "Anytown Council"\n')
    assert Settings().index == Path("/file")
    monkeypatch.setenv("SCRUTINEER_INDEX", "/environment")
    assert Settings().index == Path("/environment")
    assert Settings(index=Path("/argument")).index == Path("/argument")
    assert Settings().council == "Anytown Council"


def test_an_empty_variable_sets_nothing(file, monkeypatch):
    monkeypatch.setenv("SCRUTINEER_INDEX", "")
    assert Settings().index.name == "index"


@pytest.mark.parametrize("line", ['indx = "/here"', "max_file_mb = 0", 'max_pages = "many"'])
def test_a_misspelt_or_impossible_setting_is_refused(file, line):
    file.write_text(line)
    with pytest.raises(ValidationError):
        Settings()


def test_a_setting_without_meaning_is_named_in_one_sentence(monkeypatch):
    monkeypatch.setenv("SCRUTINEER_MAX_PAGES", "many")
    with pytest.raises(SettingsError, match="max_pages"):
        load_settings()


def test_another_index_folder_wins_over_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SCRUTINEER_INDEX", "elsewhere")
    assert load_settings(tmp_path).index == tmp_path
