"""What brings a file into form and what mends a fault: given by who starts the server, and offered from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import Edit, SourceFile


class Mending(NamedTuple):
    """How files are brought into form, and how a fault that has one mending is mended; None where nobody can.

    `formed` raises InvalidPolicy for a file that cannot be read.
    """

    formed: Callable[[SourceFile], str] | None = None
    edit_of: Callable[[Diagnostic], Edit | None] | None = None
