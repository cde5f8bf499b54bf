"""The types of a record for annotations: to a type checker typed dictionaries, at run time the dictionaries they are.

Who only decides does not pay for their making; `record.model` says what they hold.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterschool_policy.record.model import Link, Record, RecordedAnswer
else:
    Link = Record = RecordedAnswer = dict

__all__ = ["Link", "Record", "RecordedAnswer"]
