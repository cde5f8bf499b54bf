"""The authored models of histories of case files (see `authoring.models`)."""

from __future__ import annotations

from pydantic import Field

from afterschool_policy.authoring.models import Authored, CodeName, Day, Flag
from afterschool_policy.values.outcomes import Outcome

Outcomes = dict[CodeName, dict[str, Outcome]]
"""By question, the outcome for each entity, as in `vendor V-1: required`; `file` is the file itself"""


class HistoryExpectation(Authored):
    """What a case file tells, exactly, of the questions that are named; what is not named is not checked."""

    findings: Outcomes = Field(default_factory=dict)
    """What holds"""
    open: Outcomes = Field(default_factory=dict)
    """What is undetermined"""
    new: Outcomes | None = None
    """For a call: the findings that hold now and did not, all of them"""
    changed: Outcomes | None = None
    """For a call: the findings that hold with another outcome, amount, value or clause, all of them"""
    fallen: Outcomes | None = None
    """For a call: the findings that hold no longer, all of them, with what the question comes to now"""


class Call(Authored):
    """One call on a case file, and what comes of it; it does one of the three things."""

    assert_: dict[str, dict[str, object]] = Field(default_factory=dict, alias="assert")
    """What is stated"""
    amend: dict[str, dict[str, object]] = Field(default_factory=dict)
    """What is stated whatever held before; null withdraws"""
    retract: dict[str, list[str] | dict[str, object]] = Field(default_factory=dict)
    """What is withdrawn"""
    expect: HistoryExpectation


class History(Authored):
    """A case file from its opening through its calls."""

    name: str
    """What the history shows, in a few words"""
    as_of: Day | None = None
    readings: dict[str, str] = Field(default_factory=dict)
    facts: dict[str, dict[str, object]] = Field(default_factory=dict)
    facts_file: str | None = None
    """Instead of `facts`: a file with them, relative to this file"""
    with_drafts: Flag = False
    """It shows what the rules in draft would make of it, and is run where these decide"""
    expect: HistoryExpectation = Field(default_factory=HistoryExpectation)
    """What holds once it is opened"""
    then: list[Call] = Field(default_factory=list)
    """What is called on it, one after the other"""


class HistoriesFile(Authored):
    """A file of histories."""

    case_files: list[History] = Field(min_length=1)
