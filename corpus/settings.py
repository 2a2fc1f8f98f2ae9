"""Settings: from the environment (`SCRUTINEER_…`), then from `scrutineer.toml` in the user's configuration folder."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import SettingsError

APPLICATION = "scrutineer"
STDERR = "stderr"
"""In place of a log file: where errors are printed."""


def default_cache() -> Path:
    """Give the user's own folder for what can be made again."""
    return Path(platformdirs.user_cache_dir(APPLICATION))


class Settings(BaseSettings):
    """What a user may set. Unknown keys in the file are refused, so that a misspelt one is noticed."""

    model_config = SettingsConfigDict(
        env_prefix="SCRUTINEER_",
        env_ignore_empty=True,
        toml_file=Path(platformdirs.user_config_dir(APPLICATION)) / "scrutineer.toml",
        extra="forbid",
        frozen=True,
    )

    index: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir(APPLICATION)) / "index",
        description="the folder of the index",
    )
    council: str = Field(default="", description='the council that "our" and "we" mean in a question')
    glossary: Path | None = Field(
        default=None, description="a file of terms and measures of your own, beside those of the product"
    )
    embedding_model: str = Field(
        default="all-MiniLM-L6-v2", description="the bundled model, or the folder or name of another"
    )
    cache: Path = Field(
        default_factory=default_cache, description="the folder of the embedding model in the form that it runs in"
    )
    max_file_mb: int = Field(default=200, gt=0, description="files larger than this are reported and not read")
    ocr: Literal["auto", "off"] = Field(
        default="auto", description="whether pages without text are read by tesseract, where it is installed"
    )
    read_seconds: int = Field(default=60, gt=0, description="time for the reading of a file, beside that for its pages")
    read_memory_mb: int = Field(default=1024, gt=0, description="memory that the reading of a file may take")
    max_pages: int = Field(default=3000, gt=0, description="documents longer than this are reported and not read")
    log: str | None = Field(
        default=None,
        description='the file that a log is added to, a JSON object a line, or "stderr"; unset, warnings only',
    )
    log_questions: bool = Field(default=False, description="whether the log holds the text of questions")

    model: str = Field(
        default="", description='the language model that may write prose, "provider:name"; unset, none is used'
    )
    model_url: str = Field(default="", description="the address of a model server, where it is not the provider's own")
    model_local: bool | None = Field(
        default=None,
        description="whether the model runs in house; unset, its address tells: this machine, private ones",
    )
    model_structured: bool = Field(
        default=True, description="whether the model is asked for structured output; else for lines of text"
    )
    model_seconds: int = Field(
        default=60, gt=0, description="time for a text with its retries, after which it is given up"
    )
    model_per_minute: int = Field(default=6, gt=0, description="texts that a person may have written in a minute")
    model_per_day: int = Field(default=50, gt=0, description="texts that a person may have written in a day")
    model_per_day_all: int = Field(
        default=1000, gt=0, description="texts that may be written in a day for all together"
    )
    model_price_in: Decimal | None = Field(default=None, ge=0, description="price of a million tokens that are sent")
    model_price_out: Decimal | None = Field(
        default=None, ge=0, description="price of a million tokens that are written"
    )
    model_currency: str = Field(default="£", description="the sign of the currency of these prices")

    allow_edit: bool | None = Field(
        default=None,
        description="whether papers may be added and removed in the browser; unset, only on the server's own machine",
    )
    person_header: str = Field(
        default="", description="the header in which a trusted proxy names the person, instead of a cookie"
    )
    api_keys: str = Field(default="", description="keys of the HTTP service, with commas or spaces between")
    api_keys_file: Path | None = Field(default=None, description="a file of keys of the HTTP service, by their digests")
    api_rate: str = Field(default="60/minute", description="how many requests the HTTP service allows one who asks")
    api_origins: str = Field(
        default="", description="web pages that may ask the HTTP service, by their origins, with spaces between"
    )
    keep_days: int = Field(
        default=365, gt=0, description="days after its last question after which a conversation is forgotten"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(index: Path | None = None) -> Settings:
    """Give the settings, with another index folder where one is named. Raises `SettingsError` naming what is wrong."""
    try:
        return Settings() if index is None else Settings(index=index)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg'].lower()}" for e in error.errors())
        raise SettingsError(
            f"A setting is not as it should be ({wrong}); see the README's chapter on settings."
        ) from None
    except tomllib.TOMLDecodeError as error:
        file = Settings.model_config.get("toml_file")
        raise SettingsError(f"The settings file {file} is not valid TOML: {error}.") from None
