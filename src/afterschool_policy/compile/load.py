"""The law in a policy folder, compiled once for each content of its files.

Only a policy without any diagnostic is kept, so that every warning is reported each time; one with drafts has some.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.compile import kept
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.law.model import Law

if TYPE_CHECKING:
    from afterschool_policy.authoring.loader import AuthoredPolicy


def law_in(
    folder: Path, amendments: Sequence[Path] = (), *, cache: bool, with_drafts: bool = False
) -> tuple[Law, tuple[Diagnostic, ...]]:
    """The law in a folder with amendments over it, and its warnings; with its drafts, as if they were law.

    Raises:
        InvalidPolicy: with all diagnostics, where one of them is an error.
    """
    files = PolicyFiles(folder, amendments)
    place = kept.place_of(files) if cache else None
    law = kept.read(place, files) if place is not None else None
    if law is not None:
        return law, ()
    authored, law, faults = checked(files, with_drafts=with_drafts)
    if place is not None and not faults:
        kept.write(place, files, law, authored.named)
    return law, faults


def checked(files: PolicyFiles, *, with_drafts: bool = False) -> tuple[AuthoredPolicy, Law, tuple[Diagnostic, ...]]:
    """The policy in a folder as it is written, the law that it makes, and its warnings.

    Raises:
        InvalidPolicy: with all diagnostics, where one of them is an error.
    """
    # Only compiling needs YAML and pydantic: who decides with a policy at hand does not pay for them.
    from afterschool_policy.authoring.loader import load
    from afterschool_policy.compile.build import build

    authored, unreadable = load(files, with_drafts=with_drafts)
    law, faults = build(authored, unreadable)
    if authored is None or law is None:
        raise InvalidPolicy(faults)
    return authored, law, tuple(faults)
