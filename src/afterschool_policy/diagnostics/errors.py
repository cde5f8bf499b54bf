"""The exceptions that carry diagnostics to the caller, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.diagnostics.diagnostic import Diagnostic
from afterschool_policy.text import Lang


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
        return "\n".join(fault.render(lang) for fault in self.diagnostics)


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
