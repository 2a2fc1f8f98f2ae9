"""What the setting `model` names: a provider, a model, and whether what is sent to it leaves the house."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.errors import SettingsError
from corpus.settings import Settings

PROVIDERS = {
    "openai": ("openai", "OpenAI", "OPENAI_API_KEY"),
    "azure_openai": ("azure", "Microsoft Azure", "AZURE_OPENAI_API_KEY"),
    "anthropic": ("anthropic", "Anthropic", "ANTHROPIC_API_KEY"),
    "google_genai": ("google", "Google", "GOOGLE_API_KEY"),
    "bedrock_converse": ("bedrock", "Amazon Bedrock", "the credentials of AWS"),
    "ollama": ("ollama", "Ollama", ""),
}
"""Name in the setting → our extra, the name to show, and where its key comes from. Others that LangChain knows work
where their package is installed."""
ADDRESSES = {"openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"), "azure_openai": ("AZURE_OPENAI_ENDPOINT",)}
"""Variables from which a provider's own package would take another address."""
OLLAMA = "http://localhost:11434"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where texts are written: `provider` and `name` as in the setting, `url` empty for the provider's own address.

    `local` says that what is sent stays in house.
    """

    provider: str
    name: str
    url: str
    local: bool

    @property
    def model(self) -> str:
        """The model as the setting names it."""
        return f"{self.provider}:{self.name}"

    @property
    def whose(self) -> str:
        """Whose it is, with its host where the setting names one: "OpenAI", "model.example:8080"."""
        return _host_of(self.url) or PROVIDERS.get(self.provider, ("", self.provider))[1]

    @property
    def id(self) -> str:
        """What an agreement is for: another provider, model or address needs another."""
        return f"{self.model} {self.url}".strip()

    @property
    def key_comes_from(self) -> str:
        """Name where the provider's key comes from."""
        return PROVIDERS.get(self.provider, ("", "", ""))[2] or "the provider's variable for its key"

    @property
    def extra(self) -> str:
        """Name our extra that installs what talks to the provider; empty where there is none."""
        return PROVIDERS.get(self.provider, ("",))[0]

    def sent(self, passages: int) -> str:
        """Say what leaves the house with each text that is written, and what does not."""
        return (
            f"With each text that it is to write, {self.whose} ({self.model}) is sent the question as it was read, "
            f"the earlier questions of the conversation, and up to {passages} passages of the papers with their "
            "figures and titles. Exempt papers are not sent, nor who asks, nor anything else of this server. Every "
            "sentence that comes back is checked against the papers before it is shown."
        )


def endpoint_of(settings: Settings) -> Endpoint | None:
    """Give the endpoint that the settings name; None where they name none. Raises `SettingsError` for half a name."""
    named = settings.model.strip()
    if not named:
        return None
    provider, mark, name = named.partition(":")
    if not (provider and mark and name):
        raise SettingsError(
            f'The setting model names a provider and its model, "openai:…" or "ollama:…", not "{named}".'
        )
    url = settings.model_url.strip() or next(filter(None, map(os.environ.get, ADDRESSES.get(provider, ()))), "")
    if provider == "ollama" and not url:
        url = os.environ.get("OLLAMA_HOST", "") or OLLAMA
    if "://" not in url and url:
        url = f"http://{url}"
    if urlsplit(url).username or urlsplit(url).password:
        raise SettingsError("The setting model_url holds a name or a password; keys come from the environment alone.")
    local = settings.model_local if settings.model_local is not None else _is_in_house(url)
    return Endpoint(provider, name, url, local)


def _is_in_house(url: str) -> bool:
    """Tell whether an address is this machine's or a private one; a name that would have to be looked up is not."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (address.is_private and not address.is_unspecified)


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc if url else ""
