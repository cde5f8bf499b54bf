"""The proof on a decision's page: what identifies the record."""

from __future__ import annotations

from afterschool_policy.explain.page_content import Proof
from afterschool_policy.record.model import Record


def proof_of(record: Record) -> Proof:
    """The proof of a decision, from its record."""
    return Proof(record["decision"], record["policy"], record["revision"], record["engine"], record["digest"])
