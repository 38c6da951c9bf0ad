"""Says things about rules in the language of the person before it."""

from __future__ import annotations

from tonecheck.rulebook.faults import Fault, Said, say
from tonecheck.rulebook.model import Localized


class Tongue:
    """One of `zh-hans`, `zh-hant` and `en`; what a draft or a rulebook says is never converted."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, wording: str | Said, /, **values: object) -> str:
        """An English wording in the language, filled."""
        said = wording if isinstance(wording, Said) else say(wording, **values)
        return said.text(self.language, _traditional)

    def line(self, fault: Fault) -> str:
        """A fault on one line."""
        return fault.line(self.language, _traditional)

    def phrase(self, words: str) -> str:
        """Simplified words of a phrase, in the script of the person."""
        return _traditional(words) if self.language == "zh-hant" else words

    def of(self, text: Localized) -> str:
        """A text of a rule."""
        from tonecheck.reply.convert import in_language

        return in_language(text, self.language)


def _traditional(text: str) -> str:
    from tonecheck.reply.convert import traditional

    return traditional(text, "hant-tw")
