"""The exceptions that carry diagnostics to the caller, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from afterschool_policy.diagnostics.diagnostic import Diagnostic
from afterschool_policy.text import LANGUAGES, Lang


class PolicyError(Exception):
    """Any fault that the library reports, with every mistake at once.

    Attributes:
        diagnostics (tuple[Diagnostic, ...]): The faults, by place and then by code.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=lambda fault: fault.sort_key()))
        super().__init__(self.render("en"))

    def __reduce__(self) -> tuple[type[PolicyError], tuple[Sequence[Diagnostic]]]:
        return type(self), (self.diagnostics,)

    def render(self, lang: Lang = "zh") -> str:
        """Every fault for a person to read, one after the other, in `"zh"` or `"en"`."""
        if lang not in LANGUAGES:
            lang = "en"  # an error is not to end in another one
        return "\n".join(fault.render(lang) for fault in self.diagnostics)

    def within(self, index: int) -> Self:
        """The same error of one of several sets of facts, the one at this place among them, counted from 0."""
        return type(self)([replace(fault, index=index) for fault in self.diagnostics])

    def to_dict(self) -> dict[str, object]:
        """The error as data for JSON: `error`, the name of its type, and `diagnostics`, see `Diagnostic.to_dict`."""
        return {"error": type(self).__name__, "diagnostics": [fault.to_dict() for fault in self.diagnostics]}


class InvalidPolicy(PolicyError):
    """The policy cannot be loaded."""


class InvalidFacts(PolicyError):
    """The facts are refused: an unknown name, a wrong type, a code out of its list, a value out of range."""


class InvalidRequest(PolicyError):
    """The question cannot be put: an unknown decision, reading, language, format or engine, or a missing extra."""


class LogFailure(PolicyError):
    """The decision log cannot be opened, read or written. What could not be written has left nothing behind."""


class EngineFault(PolicyError):
    """An engine failed; no answer of it is returned."""


class EngineDisagreement(PolicyError):
    """Two engines came to different decisions; the message holds both, with both explanations."""
