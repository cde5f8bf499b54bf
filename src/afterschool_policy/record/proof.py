"""What identifies a record on the page about its decision."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.explain.page_content import Proof


def proof_of(record: Mapping[str, object]) -> Proof:
    """What identifies a record: of a decision just made, or one that somebody kept."""
    return Proof(*(str(record[key]) for key in ("decision", "policy", "revision", "engine", "digest")))
