"""What a person may have written: after an agreement where it leaves the house, so many texts a minute and a day."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answers import Written
from assistant.kept.model_uses import Limits, ModelUses
from assistant.writing.calling import Tokens
from assistant.writing.endpoint import Endpoint
from assistant.writing.evidence import MOST_PASSAGES
from corpus.errors import WriterError
from corpus.settings import Settings

MILLION = 1_000_000
SMALLEST = Decimal("0.0001")
"""What is shown of a price: a hundredth of a penny."""


class Allowance:
    """The agreements and limits of an endpoint's use."""

    def __init__(self, settings: Settings, endpoint: Endpoint, uses: ModelUses) -> None:
        self.settings = settings
        self.endpoint = endpoint
        self.uses = uses

    def must_agree(self, person: str) -> bool:
        """Tell whether a person is to be asked first: what is sent leaves the house and they have not agreed to it."""
        return not self.endpoint.local and not self.uses.agreed(person, self.endpoint.id)

    def agree(self, person: str) -> None:
        """Write down that a person agrees."""
        self.uses.agree(person, self.endpoint.id)

    @property
    def sent(self) -> str:
        """What is sent, and where, in words."""
        return self.endpoint.sent(MOST_PASSAGES)

    def begin(self, person: str) -> int:
        """Begin a text, and give the number of its use. Raises `WriterError` saying why there is none now."""
        if self.must_agree(person):
            raise WriterError(f"Nothing was sent: agree first. {self.sent}")
        settings = self.settings
        limits = Limits(settings.model_per_minute, settings.model_per_day, settings.model_per_day_all)
        use = self.uses.begin(person, self.endpoint.model, limits)
        if isinstance(use, str):
            raise WriterError(f"Nothing was sent to the language model: {use}.")
        return use

    def end(self, use: int, tokens: Tokens) -> None:
        """Write down what a text took."""
        self.uses.end(use, tokens.sent, tokens.written)

    def priced(self, written: Written, tokens: Tokens) -> Written:
        """Give what is told of a text with its tokens, and what they cost where prices are set."""
        cost = self._cost(tokens.sent, tokens.written)
        about = "about " if tokens.estimated else ""
        return replace(
            written,
            tokens_in=tokens.sent,
            tokens_out=tokens.written,
            cost=f"{about}{cost}" if cost else "",
        )

    def today(self, person: str) -> str:
        """Say how much of the day's allowance a person has used, with its cost where prices are set."""
        texts, sent, written = self.uses.today(person)
        cost = self._cost(sent, written)
        spent = f", {cost}" if cost else ""
        return f"{texts} of {self.settings.model_per_day} texts today · {sent + written:,} tokens{spent}"

    def _cost(self, sent: int, written: int) -> str:
        prices = self.settings.model_price_in, self.settings.model_price_out
        if prices[0] is None or prices[1] is None:
            return ""
        cost = (sent * prices[0] + written * prices[1]) / MILLION
        return f"{self.settings.model_currency}{cost.quantize(SMALLEST, ROUND_HALF_UP)}"
