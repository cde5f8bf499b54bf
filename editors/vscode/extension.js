"use strict";
// Starts `afterschool-policy lsp` for the YAML files of a workspace that holds a policy; all else is the server's.

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SECTION = "afterschoolPolicy";
let client;

async function start() {
  const settings = workspace.getConfiguration(SECTION);
  const [command, ...args] = settings.get("command");
  const options = { lang: settings.get("lang"), docs: settings.get("docs") };
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    SECTION,
    "afterschool_policy",
    { command, args, options: { cwd: folder } },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      initializationOptions: Object.fromEntries(Object.entries(options).filter(([, value]) => value)),
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(
      `语言服务没有启动，请检查设置 ${SECTION}.command。 The language server did not start: see ${SECTION}.command. ${error}`,
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand(`${SECTION}.restart`, restart),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(SECTION) && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
