"""The language server itself: what an editor has open, the checks of it, and how a request is answered. It knows pygls.

A check runs aside in a thread of its own, a moment after the last change; all else is answered from what was read. What
goes wrong is written to the editor's log, and the next request is answered.
"""

from __future__ import annotations

import asyncio
import inspect
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from afterschool_policy.authoring.files import INSTRUMENT
from afterschool_policy.authoring.yaml_reader import MappingNode, scalars
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.desk import Desk
from afterschool_policy.lsp.protocol import Writer, text_of
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.text import LANGUAGES, Lang
from afterschool_policy.version import VERSION

PAUSE = 0.25
"""Seconds after the last change until a check begins."""

_REFUSED = -32803
"""The protocol's code for a request that is understood and cannot be granted."""

P = TypeVar("P")
T = TypeVar("T")


class PolicyServer(LanguageServer):
    """One editor's server: what it has open, and the policies that these texts belong to."""

    def __init__(self) -> None:
        super().__init__("afterschool-policy", VERSION)
        self.desk = Desk()
        self.options: object = None
        self.is_shut_down = False
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._waiting: dict[Path, asyncio.Task[None]] = {}
        self._told: dict[Path, dict[str, list[types.Diagnostic]]] = {}
        self.faults: dict[Path, list[Diagnostic]] = {}

    def texts(self) -> Texts:
        """What is open, as it stands now."""
        unsaved = {
            path: document.source
            for uri, document in self.workspace.text_documents.items()
            if (path := path_of(uri)) is not None
        }
        folders = [folder.uri for folder in self.workspace.folders.values()]
        roots = (path_of(uri) for uri in folders or filter(None, [self.workspace.root_uri]))
        return Texts(unsaved, tuple(root for root in roots if root is not None))

    def lang(self, path: Path, texts: Texts) -> Lang:
        """The language that the editor asked for, else the first one of the policy."""
        folder = texts.policy_of(path)
        asked: list[str | None] = [text_of(self.options, "lang")]
        if folder is not None:
            page = self.desk.pages.page(INSTRUMENT, texts.source(folder / INSTRUMENT)[0])
            for document in page.documents:
                named = document.get("languages") if isinstance(document, MappingNode) else None
                asked += [each.value for each in scalars(named)] if named is not None else []
        return next((lang for each in asked for lang in LANGUAGES if lang == each), "zh")

    def writer(self) -> Writer:
        """What is told, by the addresses and in the encoding of this editor."""
        open_ = ((path_of(uri), document.uri) for uri, document in self.workspace.text_documents.items())
        known = {path.as_posix(): uri for path, uri in open_ if path is not None}
        width = self.workspace.position_codec.client_num_units
        return Writer(width, lambda path: known.get(path) or Path(path).as_uri())

    def tell_failure(self) -> None:
        """Write what went wrong just now to the editor's log."""
        problem = traceback.format_exc()
        lang: Lang = "en" if text_of(self.options, "lang") == "en" else "zh"
        message = say.FAILED.format(problem=problem)[lang]
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    # ---- checking
    def check_soon(self, path: Path | None) -> None:
        """Check the policy of a file a moment from now, unless something changes before."""
        folder = self.texts().policy_of(path) if path is not None else None
        if folder is None:
            if path is not None:
                self._clear(path)
            return
        if (before := self._waiting.get(folder)) is not None:
            before.cancel()
        self._waiting[folder] = asyncio.get_running_loop().create_task(self._check(folder))

    def check_all(self) -> None:
        """Check every policy that is open."""
        for path in self.texts().unsaved:
            self.check_soon(path)

    async def _check(self, folder: Path) -> None:
        await asyncio.sleep(PAUSE)
        try:
            steps = self.desk.checks(folder).steps(self.texts())
            while (faults := await self.in_thread(lambda: next(steps, None))) is not None:
                self._publish(folder, faults)
        except Exception:  # whatever it is, the editor stays served
            self.tell_failure()

    async def in_thread(self, work: Callable[[], T]) -> T:
        """What takes long, done aside, one thing after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._aside, work)

    def _publish(self, folder: Path, faults: list[Diagnostic]) -> None:
        """Tell the faults of a policy, file by file, and of files that have none any more that they have none."""
        lang, docs = self.lang(folder / INSTRUMENT, self.texts()), text_of(self.options, "docs")
        found = self.writer().diagnostics(faults, folder, lang, docs)
        before = self._told.get(folder, {})
        self.faults[folder] = faults
        self._told[folder] = found
        for uri in (*found, *(each for each in before if each not in found)):
            if before.get(uri) != found.get(uri):
                self._tell(uri, found.get(uri, []))

    def _clear(self, path: Path) -> None:
        """A file that belongs to no policy any more has no faults."""
        for found in self._told.values():
            for uri in [each for each in found if path_of(each) == path]:
                del found[uri]
                self._tell(uri, [])

    def _tell(self, uri: str, faults: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, faults))

    def end(self) -> None:
        """Let go of what is still waiting: the editor is about to leave."""
        self.is_shut_down = True
        for task in self._waiting.values():
            task.cancel()
        self._aside.shutdown(wait=False, cancel_futures=True)

    def refuse(self, why: str) -> JsonRpcException:
        """The answer to what is understood and cannot be done."""
        return JsonRpcException(why, code=_REFUSED)

    def serve(self, method: str, answer: Callable[[P], object], options: object = None) -> None:
        """Answer a method; where something goes wrong, by nothing, and the editor's log tells what it was."""
        if inspect.iscoroutinefunction(answer):

            async def later(params: P) -> object:
                try:
                    return await answer(params)
                except JsonRpcException:
                    raise
                except Exception:  # whatever it is, the next request is answered
                    self.tell_failure()
                    return None

            self.feature(method, options)(later)
            return

        def safe(params: P) -> object:
            try:
                return answer(params)
            except JsonRpcException:
                raise
            except Exception:
                self.tell_failure()
                return None

        self.feature(method, options)(safe)


def path_of(uri: str) -> Path | None:
    """The path of a file by its address; None for what is no file."""
    path = to_fs_path(uri.replace("%3A", ":").replace("%3a", ":"))
    return Path(unquote(path)) if path else None
