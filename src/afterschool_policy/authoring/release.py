"""The digests by which released versions of rules are known, and the lock file that keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.files import LOCK
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import RuleEntry

_HEAD = """\
# 已发布的规则版本及其内容摘要：已发布的版本不得改动，修改规则须另立新版本。由 afterschool-policy lock 写入。
# Released versions with the digest of their content: a released version never changes, an amendment is a new version.
# Written by afterschool-policy lock.
"""


def digest_of(rule: RuleEntry) -> str:
    """The digest of a version's content: comments, order of keys and line breaks do not count.

    Nor does its last day: that is set when a later version or text ends it.
    """
    content = rule.model_dump_json(exclude_defaults=True, by_alias=True, exclude={"effective": {"to"}})
    return hashlib.sha256(content.encode()).hexdigest()


def lock_text(rules: Iterable[AuthoredDocument[RuleEntry]], released: Mapping[str, str]) -> str:
    """The lock file with every rule in it; what is released already keeps its digest."""
    digests = {rule.model.name: digest_of(rule.model) for rule in rules} | dict(released)
    return _HEAD + "".join(f"{name}: {digest}\n" for name, digest in sorted(digests.items()))


def release(authored: AuthoredPolicy, folder: Path) -> tuple[int, int]:
    """Release every version that is not released yet: the numbers of released versions before and now.

    Args:
        authored: the policy as it was checked; what lies in the folder by now is not read again.
        folder: where its lock file is written.
    """
    released = authored.lock.model.root if authored.lock is not None else {}
    (folder / LOCK).write_text(lock_text(authored.rules, released), encoding="utf-8")
    return len(released), len({*released, *(rule.model.name for rule in authored.rules)})
