"""The truths and their strong Kleene combinations. Unknown is a truth of its own, never false.

The numbers are digits: a question's tests, read as base-3 digits, are its signature (see `engines`). False and true
are the digits that Python's own False and True are equal to.
"""

from __future__ import annotations

from enum import IntEnum


class Truth(IntEnum):
    """What is known of a statement."""

    FALSE = 0
    TRUE = 1
    UNKNOWN = 2

    __hash__ = int.__hash__  # that of the digit, without a detour by its name: truths are keys everywhere


def of(value: object) -> Truth:
    """The truth of a boolean, where None means that nothing is known."""
    return Truth.UNKNOWN if value is None else Truth.TRUE if value else Truth.FALSE


def negate(truth: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)[truth]


def all_of(*truths: Truth) -> Truth:
    """And: one false settles it, whatever else is unknown."""
    if Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def any_of(*truths: Truth) -> Truth:
    """Or: one true settles it, whatever else is unknown."""
    if Truth.TRUE in truths:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE


def show(truth: Truth) -> Truth:
    """Shown: true once shown, and until then presumed false.

    For a doubt or a bar that nobody has to rule out: it counts only where the facts raise it.
    """
    return Truth.TRUE if truth is Truth.TRUE else Truth.FALSE


def confirm(truth: Truth) -> Truth:
    """Confirmed: true once shown, and until then unknown, never false.

    For what has to be looked into before it tells anything, as an area that nobody has checked yet.
    """
    return Truth.TRUE if truth is Truth.TRUE else Truth.UNKNOWN
