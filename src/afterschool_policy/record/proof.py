"""What identifies a record on the page about its decision."""

from __future__ import annotations

from afterschool_policy.explain.page_content import Proof
from afterschool_policy.record.model import Record


def proof_of(record: Record) -> Proof:
    """The proof of a decision just made, or of one whose record was kept."""
    return Proof(record["decision"], record["policy"], record["revision"], record["engine"], record["digest"])
