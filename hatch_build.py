"""The build hook of the wheel: it compiles the policy folder into a bundle, so that the wheel reads no YAML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PolicyBundle(BuildHookInterface[Any]):
    """Compiles `policy/`; a policy that is not valid, or has a warning, makes no wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the bundle into a wheel; an editable install reads the folder that is edited."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from afterschool_policy.compile.load import law_in
        from afterschool_policy.diagnostics import PolicyError
        from afterschool_policy.law.bundle import dumps

        law, warnings = law_in(root / "policy", cache=False)
        if warnings:
            raise PolicyError(warnings)
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "bundle.jsonl"
        path.write_bytes(dumps(law))
        build_data["force_include"][str(path)] = "afterschool_policy/_policy/bundle.jsonl"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Nothing is left behind."""
        if version != "editable":
            self._folder.cleanup()
