"""What an editor holds open, over the files on disk; and which policy a file belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from afterschool_policy.authoring.files import AMENDMENTS, ENDING, INSTRUMENT, LOCK, PolicyFiles, names_below
from afterschool_policy.authoring.source_files import decoded, source_in
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile

_POLICY = "policy"
"""The folder of a policy in that of a project, as the commands look for it."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts open in an editor by their paths, and the folders that it has open."""

    unsaved: Mapping[Path, str] = field(default_factory=dict)
    roots: tuple[Path, ...] = ()

    def source(self, path: Path) -> tuple[SourceFile, list[Diagnostic]]:
        """The text of a file as it is open, else as it lies on disk, and its fault where it cannot be read."""
        text = self.unsaved.get(path)
        return source_in(path) if text is None else decoded(path.as_posix(), text.encode(errors="replace"))

    def files_of(self, folder: Path) -> PolicyFiles:
        """The files of a policy, as they are open where they are."""
        unsaved = {path: text.encode(errors="replace") for path, text in self.unsaved.items()}
        return PolicyFiles(folder, unsaved=unsaved)

    def policy_of(self, path: Path) -> Path | None:
        """The folder of the policy that a file belongs to: the nearest above, or in `policy` beside what is above."""
        for folder in path.parents:
            for place in (folder, folder / _POLICY):
                if self._has(place / INSTRUMENT):
                    above = place.parents[1] if place.parent.name == AMENDMENTS else place
                    return above if self._has(above / INSTRUMENT) else place
        return None

    def cases_of(self, policy: Path) -> Iterator[Path]:
        """The YAML files in the open folders that belong to a policy and are none of its own."""
        belongs: dict[Path, bool] = {}
        below = (root / name for root in self.roots for name in names_below(root, root) if name.endswith(ENDING))
        for path in dict.fromkeys((*below, *self.unsaved)):
            if path.parent not in belongs:
                belongs[path.parent] = not path.is_relative_to(policy) and self.policy_of(path) == policy
            if belongs[path.parent]:
                yield path

    def own(self, files: PolicyFiles) -> Iterator[tuple[str, Path]]:
        """The documents of a policy and of its amendments, each by its name in its folder, with its path."""
        for layer in files.layers:
            for name in (*sorted(layer.documents - {LOCK}), *layer.rules):
                if name.endswith(ENDING):
                    yield name, layer.folder / name

    def _has(self, path: Path) -> bool:
        return path in self.unsaved or path.is_file()
