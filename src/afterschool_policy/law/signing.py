"""Signed bundles: who released a policy, and which release of it this is, known before anything in it is read.

A signed bundle is a bundle behind two lines: the signature, and the number of the release. The signature is of all that
follows it, by Ed25519; it is checked over bytes, so a file of somebody else is never parsed. A key is a PEM file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest, shown
from afterschool_policy.diagnostics.requests import of_type, whole_number
from afterschool_policy.text import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KeyFile = str | PathLike[str]

_PATH = Text("路径", "a path")
_SIGNED = b"afterschool-policy/signed/1 "
_RELEASE = re.compile(rb"release ([1-9][0-9]{0,17})")


def signed(data: bytes, key: KeyFile | None, release: int) -> bytes:
    """A bundle signed as a release; without a key as it is.

    Raises:
        InvalidRequest: where the file holds no private Ed25519 key, the release is no number from 1 on, or no key is
            there for another one than the first.
    """
    if key is None:
        refuse_release(release, 1)
        return data
    statement = b"release %d" % release if type(release) is int else b""
    if not _RELEASE.fullmatch(statement):
        raise InvalidRequest([Diagnostic.of("release-number", given=shown(release))])
    with _installed():
        private = _private(key)
    released = statement + b"\n" + data
    return _SIGNED + base64.b64encode(private.sign(released)) + b"\n" + released


def opened(data: bytes, key: KeyFile | None, least_release: int) -> bytes:
    """The bundle in a signed one; for those who name no key, in a signed one or itself, whoever signed it.

    Raises:
        InvalidPolicy: where it is not signed, not with this key, not as it was signed, or is an older release.
        InvalidRequest: where the file holds no public Ed25519 key, the least release is no number, or no key is there
            for one.
    """
    if key is None:
        refuse_release(least_release, 0)
        return data.split(b"\n", 2)[-1] if data.startswith(_SIGNED) else data
    least = whole_number(least_release, "least_release", 0)
    with _installed():
        from cryptography.exceptions import InvalidSignature

    public = _public(key)
    first, _, signed = data.partition(b"\n")
    if not first.startswith(_SIGNED):
        raise InvalidPolicy([Diagnostic("bundle-unsigned")])
    try:
        public.verify(base64.b64decode(first.removeprefix(_SIGNED), validate=True), signed)
    except (InvalidSignature, ValueError) as error:
        raise InvalidPolicy([Diagnostic.of("bundle-foreign", key=str(key))]) from error
    statement, _, bundle = signed.partition(b"\n")
    release = _RELEASE.fullmatch(statement)
    if release is None or int(release[1]) < least:
        given = release[1].decode() if release is not None else "?"
        raise InvalidPolicy([Diagnostic.of("bundle-older", release=given, least=str(least))])
    return bundle


def refuse_release(number: object, default: int) -> None:
    """Refuse the number of a release beside no key: a release is part of what is signed, and without a key of nothing.

    Raises:
        InvalidRequest: for any other number than the default.
    """
    if type(number) is not int or number != default:
        raise InvalidRequest([Diagnostic.of("release-without-key", given=shown(number))])


def _private(key: KeyFile) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    found = _loaded(key, partial(load_pem_private_key, password=None))
    if not isinstance(found, Ed25519PrivateKey):
        raise _no_key(key, type(found).__name__)
    return found


def _public(key: KeyFile) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    found = _loaded(key, load_pem_public_key)
    if not isinstance(found, Ed25519PublicKey):
        raise _no_key(key, type(found).__name__)
    return found


def _loaded(key: KeyFile, load: Callable[[bytes], object]) -> object:
    """What a PEM file holds, of whatever sort it is."""
    of_type(key, (str, PathLike), "key", _PATH, '"key.pem"')
    try:
        return load(Path(key).read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise _no_key(key, str(error)) from error


def _no_key(key: KeyFile, problem: str) -> InvalidRequest:
    return InvalidRequest([Diagnostic.of("key-unreadable", key=str(key), problem=problem)])


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="signed")]) from error
