"""The chat model of an endpoint, by LangChain; imported only where a text is to be written."""

from __future__ import annotations

import os
import warnings
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from assistant.writing.endpoint import Endpoint
from assistant.writing.replies import SCHEMA
from corpus.errors import WriterError
from corpus.settings import Settings

Speaks = Runnable[LanguageModelInput, BaseMessage]
MOST_TOKENS = 4_000
"""Of a reply, with what a model thinks before it."""
NO_KEY = "none"
"""What a server in house is given for a key: the client wants one, the server does not look at it."""
KEYS = {"openai": "OPENAI_API_KEY", "azure_openai": "AZURE_OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""Variables without which the provider cannot be asked."""


def chat_model(endpoint: Endpoint, settings: Settings) -> BaseChatModel:
    """Give the model, ready to be asked; nothing is sent yet. Raises `WriterError` saying what is missing.

    It is never given tools, and does not try again by itself: `calling` does, and counts.
    """
    variable = KEYS.get(endpoint.provider, "")
    if variable and not endpoint.local and not os.environ.get(variable):
        raise WriterError(
            f"{endpoint.model} needs a key: set {variable} in the environment, or in Streamlit’s secrets."
        )
    try:
        arguments = _arguments(endpoint, settings.model_seconds)
        model: BaseChatModel = init_chat_model(endpoint.name, model_provider=endpoint.provider, **arguments)
    except ImportError as error:
        what = f"pip install 'scrutineer[{endpoint.extra}]'" if endpoint.extra else "the package that LangChain names"
        raise WriterError(f"What talks to {endpoint.whose} is not installed: {what}.") from error
    except Exception as error:
        # What a provider's package says may hold a key or a path: only its kind is told.
        raise WriterError(
            f"{endpoint.model} cannot be used as it is set up ({type(error).__name__}); see docs/models.md."
        ) from None
    return model


def with_schema(model: BaseChatModel) -> Speaks | None:
    """Give the model asked for replies of our schema; None where it can do so only by a tool, or not at all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            structured = model.with_structured_output(SCHEMA, method="json_schema")
    except Exception:
        return None
    asked = getattr(structured, "first", None)
    bound = getattr(asked, "kwargs", {})
    return asked if bound and not any("tool" in name for name in bound) else None


def _arguments(endpoint: Endpoint, seconds: int) -> dict[str, Any]:
    arguments: dict[str, Any]
    match endpoint.provider:
        case "ollama":
            arguments = {"num_predict": MOST_TOKENS, "client_kwargs": {"timeout": seconds}}
        case "google_genai":
            arguments = {"max_output_tokens": MOST_TOKENS, "timeout": seconds, "max_retries": 1}
        case "bedrock_converse":
            arguments = {"max_tokens": MOST_TOKENS}
        case _:
            arguments = {"max_tokens": MOST_TOKENS, "timeout": seconds, "max_retries": 0}
    if endpoint.url:
        arguments["azure_endpoint" if endpoint.provider == "azure_openai" else "base_url"] = endpoint.url
    if endpoint.provider == "openai":
        arguments["stream_usage"] = True
        if endpoint.local and not os.environ.get(KEYS["openai"]):
            arguments["api_key"] = NO_KEY
    return arguments
