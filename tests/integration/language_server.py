"""yaml-language-server, the program behind the YAML of most editors, spoken to as an editor does: LSP over stdio."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

    Json = dict[str, Any]

_PATIENCE = 30  # seconds; an answer takes a tenth of one


class LanguageServer:
    """The server with one folder open, under the settings that an editor would have."""

    def __init__(self, program: str, folder: Path, settings: Json) -> None:
        self.folder = folder
        self.settings = settings
        self._process = subprocess.Popen(
            [program, "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._heard: queue.Queue[Json] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._asked = 0
        self._opened = 0
        markup = ["markdown", "plaintext"]
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            workspaceFolders=[{"uri": folder.as_uri(), "name": folder.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": {"documentationFormat": markup, "snippetSupport": True}},
                    "hover": {"contentFormat": markup},
                },
            },
        )
        self._tell("initialized")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, text: str) -> Document:
        """Open a plan that has just been typed, under a name of its own."""
        self._opened += 1
        document = Document(self, (self.folder / "programme" / f"{2000 + self._opened}.yaml").as_uri())
        item = {"uri": document.uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=item)
        document.diagnostics = self._diagnostics(document.uri)
        return document

    def _diagnostics(self, uri: str) -> list[Json]:
        while True:
            said = self._hear()
            if said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == uri:
                return list(said["params"]["diagnostics"])

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and give its answer."""
        self._asked += 1
        self._say(id=self._asked, method=method, params=parameters)
        while True:
            said = self._hear()
            if said.get("id") == self._asked and "method" not in said:
                return said["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._say(method=method, params=parameters)

    def _hear(self) -> Json:
        """Return the next message; what the server asks of the editor is answered in passing."""
        said = self._heard.get(timeout=_PATIENCE)
        if "method" in said and "id" in said:
            asked = said["params"].get("items", []) if said["method"] == "workspace/configuration" else []
            answer = [self.settings.get(item["section"], {}) for item in asked] or None
            self._say(id=said["id"], result=answer)
        return said

    def _say(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while header := self._process.stdout.readline():
            length = int(header.partition(b":")[2])
            while self._process.stdout.readline().strip():
                pass
            self._heard.put(json.loads(self._process.stdout.read(length)))


@dataclass
class Document:
    """A file that the server has open. Lines and columns count from 0."""

    server: LanguageServer
    uri: str
    diagnostics: list[Json] = field(default_factory=list)

    def completions(self, line: int, column: int) -> dict[str, Json]:
        """Give what may be typed at a place, by label."""
        found = self.server.ask("textDocument/completion", **self._place(line, column))
        return {item["label"]: item for item in found["items"]}

    def hover(self, line: int, column: int) -> str:
        """Give what is shown of the word at a place."""
        found = self.server.ask("textDocument/hover", **self._place(line, column))
        return str(found["contents"]["value"]) if found else ""

    def _place(self, line: int, column: int) -> Json:
        return {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}}
