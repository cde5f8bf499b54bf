"""The files of a policy folder, each read once: what is checked, what is kept and what is released is one reading.

Hidden files and folders, which editors and version control leave behind, belong to no policy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType

ENDING = ".yaml"
LINKED = "/"
"""How the name of a link to a folder ends. Nobody follows one, and so it is read, to be told as no file."""
SAVED: Mapping[Path, bytes] = MappingProxyType({})
"""What is held of files and not saved: nothing."""
INSTRUMENT, FACTS, LEDGER, REGISTER, DECISIONS = (
    "policy.yaml", "facts.yaml", "clauses.yaml", "readings.yaml", "decisions.yaml",
)  # fmt: skip
ENTITIES, ENTAILMENTS, CALENDAR, LOCK = "entities.yaml", "entailments.yaml", "calendar.yaml", "lock.yaml"
RULES, AMENDMENTS = "rules", "amendments"

DOCUMENTS = (INSTRUMENT, FACTS, LEDGER, REGISTER, DECISIONS, ENTITIES, ENTAILMENTS, CALENDAR, LOCK)
_NEARLY = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)


class OutsideFolder(OSError):
    """A file that a policy names and that does not lie in its folder."""


class PolicyFiles:
    """The files of one folder, and of those of the amendments over it, as they were when they were read.

    What an editor holds and has not saved is read in place of the file, or as one that is still to be saved.

    Attributes:
        folder: The folder.
        amendments: The folders laid over it: those in its own `amendments`, by name, then those that were given.
        rules: The names of the files of rules, below the folder, in their order.
        misnamed: The names of files that look like documents of a policy and end otherwise.
        others: The names of YAML files in the folder that are no documents of a policy, unless one of these names them.
        documents: The names of all files in the folder itself.
    """

    def __init__(self, folder: Path, amendments: Sequence[Path] = (), unsaved: Mapping[Path, bytes] = SAVED) -> None:
        self.folder = folder
        own = (path for path in _entries(folder / AMENDMENTS) if path.is_dir())
        self.amendments = tuple(PolicyFiles(each, unsaved=unsaved) for each in (*own, *amendments))
        self._read: dict[str, bytes | OSError] = {}
        self._unsaved = {
            path.relative_to(folder).as_posix(): text for path, text in unsaved.items() if path.is_relative_to(folder)
        }
        names = [*names_below(folder / RULES, folder)]
        present = [path.name for path in _entries(folder) if path.is_file()]
        if self._unsaved:
            unsaved_rules = (name for name in self._unsaved if PurePath(name).parts[0] == RULES)
            names = sorted({*names, *unsaved_rules}, key=PurePath)
            present = [*dict.fromkeys((*present, *(name for name in self._unsaved if "/" not in name)))]
        self.rules = tuple(name for name in names if name.endswith((ENDING, LINKED)))
        self.misnamed = (
            *(name for name in present if name not in DOCUMENTS and renamed(name.lower()) in DOCUMENTS),
            *filter(is_misnamed, names),
        )
        self.others = tuple(
            name for name in present if name.endswith(ENDING) and name not in {*DOCUMENTS, *self.misnamed}
        )
        self.documents = frozenset(present)
        for name in (*self.documents.intersection(DOCUMENTS), *self.rules):
            self._remember(name)

    @property
    def layers(self) -> tuple[PolicyFiles, ...]:
        """This folder and the amendments over it, each above those before it."""
        return (self, *(layer for amendment in self.amendments for layer in amendment.layers))

    @property
    def is_empty(self) -> bool:
        """Whether there is no document of a policy in the folder."""
        return not (self.documents.intersection(DOCUMENTS) or self.rules or self.misnamed)

    def __contains__(self, name: str) -> bool:
        return name in self.documents

    def read(self, name: str) -> bytes:
        """What a file held when it was first asked for.

        Raises:
            OutsideFolder: where it does not lie in the folder.
            OSError: where it cannot be read.
        """
        found = self._read[name] if name in self._read else self._remember(name)
        if isinstance(found, OSError):
            raise found
        return found

    @property
    def digest(self) -> str:
        """A digest of what was read of the documents and rules, and of their names."""
        digest = hashlib.sha256()
        for name in sorted({*self.documents.intersection(DOCUMENTS), *self.rules, *self.misnamed, *self.others}):
            content = self._read.get(name, b"")
            digest.update(f"{name}\0".encode(errors="surrogatepass"))
            digest.update(hashlib.sha256(content if isinstance(content, bytes) else b"").digest())
        for amendment in self.amendments:
            digest.update(f"{AMENDMENTS}\0{amendment.digest}".encode())
        return digest.hexdigest()

    def _remember(self, name: str) -> bytes | OSError:
        found: bytes | OSError
        if name in self._unsaved:
            self._read[name] = found = self._unsaved[name]
            return found
        try:
            found = _inside(self.folder, name).read_bytes()
        except OSError as error:
            found = error
        except ValueError as error:  # a name that is none, as with a NUL in it
            found = OSError(str(error))
        self._read[name] = found
        return found


def names_below(folder: Path, root: Path) -> Iterator[str]:
    """The files below a folder by their names under another, in the order of their paths, hidden ones left out."""
    for path in _entries(folder):
        name = path.relative_to(root).as_posix()
        if not path.is_dir():
            yield name
        elif path.is_symlink():
            yield name + LINKED
        else:
            yield from names_below(path, root)


def is_misnamed(name: str) -> bool:
    """Whether a file looks like a YAML document that nobody would read, because its name ends otherwise."""
    return renamed(name) != name


def renamed(name: str) -> str:
    """The name with the ending that is read."""
    return _NEARLY.sub(ENDING, name)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (OSError, ValueError):  # ValueError: a name that is none, as with a NUL in it
        return []


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    plain = PurePath(name)
    if plain.is_absolute() or plain.drive or ".." in plain.parts or not path.resolve().is_relative_to(folder.resolve()):
        raise OutsideFolder(name)
    if path.exists() and not path.is_file():
        raise OSError(f"{path.as_posix()}: not a file")
    return path
