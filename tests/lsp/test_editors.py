"""What is handed to editors starts the server: the extension of VS Code is run with an editor in its place."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy.cli.app import app
from afterschool_policy.version import VERSION
from tests.requirements import needed

EDITORS = Path(__file__).parents[2] / "editors"
VSCODE = EDITORS / "vscode"

RUN = """
const Module = require("node:module");
const started = [];
class LanguageClient {
  constructor(...given) { this.given = given; }
  async start() { started.push(this.given); if (process.argv[3] === "missing") throw new Error("ENOENT"); }
  async stop() { started.push("stopped"); }
}
const settings = JSON.parse(process.argv[2]);
const vscode = {
  commands: { registerCommand: (name) => name },
  window: { showErrorMessage: (message) => started.push(message) },
  workspace: {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    workspaceFolders: [{ uri: { fsPath: "/project" } }],
    onDidChangeConfiguration: (listen) => { vscode.change = listen; return "listening"; },
  },
};
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
const extension = require(process.env.EXTENSION);
(async () => {
  const context = { subscriptions: [] };
  await extension.activate(context);
  await vscode.change({ affectsConfiguration: (section) => section === "afterschoolPolicy" });
  await extension.deactivate();
  console.log(JSON.stringify({ started, subscriptions: context.subscriptions }));
})();
"""


@pytest.fixture(scope="session")
def node() -> str:
    return needed("node", shutil.which("node"))


def run(node: str, folder: Path, *arguments: str) -> dict[str, list[object]]:
    script = folder / "run.js"
    script.write_text(RUN, encoding="utf-8")
    extension = {"EXTENSION": str(VSCODE / "extension.js"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [node, str(script), *arguments], capture_output=True, text=True, check=False, env=extension, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


def test_the_extension_of_vs_code_starts_the_server_and_starts_it_anew_with_other_settings(node, tmp_path):
    given = {"command": ["afterschool-policy", "lsp"], "lang": "en", "docs": ""}
    found = run(node, tmp_path, json.dumps(given))
    first, stopped, again, ended = found["started"]
    server, client = first[2:]
    assert (server["command"], server["args"]) == ("afterschool-policy", ["lsp"])
    assert server["options"] == {"cwd": "/project"}
    assert client["initializationOptions"] == {"lang": "en"}
    assert client["documentSelector"] == [{"scheme": "file", "language": "yaml"}]
    assert (stopped, again, ended) == ("stopped", first, "stopped")
    assert found["subscriptions"] == ["afterschoolPolicy.restart", "listening"]


def test_the_extension_says_so_where_the_server_does_not_start(node, tmp_path):
    given = {"command": ["nowhere"], "lang": "", "docs": ""}
    told = [each for each in run(node, tmp_path, json.dumps(given), "missing")["started"] if isinstance(each, str)]
    assert "afterschoolPolicy.command" in told[0]


def test_the_description_of_the_extension_agrees_with_it_and_with_the_library():
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    source = (VSCODE / package["main"]).read_text(encoding="utf-8")
    settings = package["contributes"]["configuration"]["properties"]
    assert {name.removeprefix("afterschoolPolicy.") for name in settings} == set(re.findall(r'get\("(\w+)"\)', source))
    assert package["version"] == VERSION
    assert list(package["dependencies"]) == ["vscode-languageclient"]
    program, *arguments = settings["afterschoolPolicy.command"]["default"]
    assert program == "afterschool-policy"
    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0


def test_the_settings_for_neovim_start_the_same_command():
    lua = (EDITORS / "neovim" / "lsp" / "afterschool_policy.lua").read_text(encoding="utf-8")
    assert 'cmd = { "afterschool-policy", "lsp" }' in lua
    assert lua.count("{") == lua.count("}")
    words = re.findall(r"\b(function|if|end)\b", re.sub(r"--.*", "", lua))
    assert words.count("end") == words.count("function") + words.count("if")
