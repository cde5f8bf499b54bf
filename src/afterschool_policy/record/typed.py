"""What callers and annotations need of a record, light to import: who only decides pays for no more.

To a type checker the parts of a record are the typed dictionaries of `record.model`, at run time dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, shown
from afterschool_policy.text import Text, has_unseen, is_storable

if TYPE_CHECKING:
    from afterschool_policy.record.model import Link, Record, RecordedAnswer
else:
    Link = Record = RecordedAnswer = dict

__all__ = ["Link", "Record", "RecordedAnswer", "Writing"]


@dataclass(frozen=True, slots=True)
class Writing:
    """What only the moment of writing a record knows.

    Attributes:
        decision_id: Id of the decision; a log gives a random one (UUID 4) where there is none.
        timestamp: When it was decided, with its time zone; a log takes the present where there is none.
        requested_by: Who asked.
        labels: What it was asked for, text by name.
        link: Place in a log, which only the log gives.
    """

    decision_id: str | None = None
    timestamp: datetime | None = None
    requested_by: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    link: Link | None = None


_LONGEST_ID = 200  # what every database indexes
_WANTED = {
    "writing": Text("Writing 或者 None", "a Writing or None"),
    "decision_id": Text(
        f"一行可见的文字，1至{_LONGEST_ID}个字，或者 None",
        f"text in one line of 1 to {_LONGEST_ID} characters that can be seen, or None",
    ),
    "timestamp": Text(
        "带时区的 datetime，换算为 UTC 后在公元1年至9999年之间，或者 None",
        "a datetime with a time zone, between the years 1 and 9999 in UTC, or None",
    ),
    "requested_by": Text("文字或者 None", "text or None"),
    "link": Text("日志给出的位置，或者 None", "the place that a log gave, or None"),
    "labels": Text("名称和内容都是文字的映射，名称不空", "a mapping of text by names that are text and not empty"),
}


def checked(writing: object) -> Writing:
    """The writing, each part of it plain and such as can be read back; None is an empty one.

    Raises:
        InvalidRequest: with every part that is not.
    """
    if writing is None:
        return Writing()
    if not isinstance(writing, Writing):
        raise InvalidRequest([_refused("writing", writing)])
    faults = []
    name, moment, asker, labels = writing.decision_id, writing.timestamp, writing.requested_by, writing.labels
    if name is not None and not (_is_text(name) and 0 < len(name) <= _LONGEST_ID and not has_unseen(name)):
        faults.append(_refused("decision_id", name))
    if moment is not None and not _is_moment(moment):
        faults.append(_refused("timestamp", moment))
    if asker is not None and not _is_text(asker):
        faults.append(_refused("requested_by", asker))
    if not isinstance(labels, Mapping) or not all(
        _is_text(label) and label and _is_text(value) for label, value in labels.items()
    ):
        faults.append(_refused("labels", labels))
    if writing.link is not None and not _is_link(writing.link):
        faults.append(_refused("link", writing.link))
    if faults:
        raise InvalidRequest(faults)
    return Writing(
        None if name is None else str.__str__(name),
        moment,
        None if asker is None else str.__str__(asker),
        {str.__str__(label): str.__str__(value) for label, value in labels.items()},
        writing.link,
    )


def _refused(name: str, given: object) -> Diagnostic:
    return Diagnostic.of("writing-value", name=name, wanted=_WANTED[name], given=shown(given))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and is_storable(value)


def _is_link(value: object) -> bool:
    """Whether it has what `record.model.Link` has, each of its type."""
    match value:
        case {"log": str(), "sequence": int(), "previous": str() | None, "bundle": str(), **more}:
            return not more
    return False


def _is_moment(value: object) -> bool:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return False
    try:
        return value.astimezone(UTC).year > 0
    except (OverflowError, ValueError):
        return False
