"""One reader of the landing page, without a browser. This module speaks Streamlit's websocket as its frontend does.

It keeps what the frontend keeps (widget states, large messages by hash), changes one choice at a time as a press of
the widget would, and fetches the documents that the map is told of, each once.
"""

import asyncio
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

FILTERS = ("theme", "agency", "measure", "day")
"""Choices of the landing page that a reader changes, by the name of their parameter."""

_WAIT_S = 60.0
_DOCUMENT = re.compile(r'"(?:areas|points|look)":"([0-9a-f]{20})"')
_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class _Counting(ClientConnection):
    """A connection that counts the bytes as they came over the wire."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


@dataclass(frozen=True)
class Change:
    """What one change cost: seconds until the run had finished, messages and bytes on the wire; what went wrong."""

    name: str
    seconds: float
    messages: int
    size: int
    problem: str = ""


@dataclass
class Viewer:
    """A session: where it is, what its widgets hold, what it has kept."""

    address: str
    chance: random.Random
    states: dict[str, WidgetState] = field(default_factory=dict)
    options: dict[str, tuple[str, list[str], bool]] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    documents: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    page: str = ""
    query: str = ""
    runs: int = 0
    age: int = 0

    async def open(self) -> Change:
        """Connect and run the page for the first time."""
        parts = urlsplit(self.address)
        self.wire = await connect(
            f"ws://{parts.netloc}/_stcore/stream",
            origin=self.address,
            subprotocols=["streamlit"],
            create_connection=_Counting,
            max_size=None,
        )
        return await self._run("open", time.perf_counter())

    async def change(self, due: float) -> Change:
        """Change one filter to another value; `due` is when the reader wanted it (perf_counter)."""
        names = [name for name in FILTERS if len(self.options.get(name, ("", [], False))[1]) > 1]
        name = self.chance.choice(names)
        widget, options, is_list = self.options[name]
        held = self.states.get(widget)
        present = (list(held.string_array_value.data) or [held.string_value]) if held else []
        value = self.chance.choice([option for option in options if option not in present])
        self.states[widget] = _state(widget, value, is_list=is_list)
        return await self._run(name, due)

    async def close(self) -> None:
        """Leave."""
        await self.wire.close()

    async def _run(self, name: str, begun: float) -> Change:
        before, messages, finished = self.wire.received, 0, None
        await self.wire.send(self._request())
        try:
            async with asyncio.timeout(_WAIT_S):
                while finished not in _FINISHED:
                    message = ForwardMsg.FromString(await self.wire.recv())
                    messages += 1
                    self._take(message)
                    is_end = message.WhichOneof("type") == "script_finished"
                    finished = message.script_finished if is_end else None
        except TimeoutError:
            self.problems.append(f"{name}: no answer in {_WAIT_S:.0f} s")
        seconds = time.perf_counter() - begun
        self.runs += 1
        self.kept = {key: run for key, run in self.kept.items() if self.runs - run <= self.age}
        problem, self.problems = "; ".join(self.problems), []
        return Change(name, seconds, messages, self.wire.received - before, problem)

    def _request(self) -> bytes:
        request = BackMsg()
        run = request.rerun_script
        run.widget_states.widgets.extend(self.states.values())
        run.page_script_hash = self.page
        run.query_string = self.query
        run.context_info.timezone = "Asia/Bangkok"
        run.context_info.locale = "th-TH"
        run.context_info.url = self.address
        run.cached_message_hashes.extend(self.kept)
        return request.SerializeToString()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.age = message.new_session.config.max_cached_message_age
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "ref_hash":
            if message.ref_hash not in self.kept:
                self.problems.append("a message was named that never came")
            self.kept[message.ref_hash] = self.runs
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            if message.metadata.cacheable:
                self.kept[message.hash] = self.runs
            self._look(message.delta.new_element)

    def _look(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.problems.append(element.exception.message)
        elif kind == "component_instance":
            for name in _DOCUMENT.findall(json.loads(element.component_instance.json_args)["feature_group"]):
                if name not in self.documents:
                    self.documents[name] = 0.0
                    self.fetching = asyncio.create_task(self._fetch(name))
        elif kind in ("selectbox", "button_group", "slider"):
            self._hold(kind, getattr(element, kind))

    def _hold(self, kind: str, widget: Element) -> None:
        """Note what a widget offers and holds."""
        is_list = kind != "selectbox"
        options = [option.content if kind == "button_group" else option for option in widget.options]
        name = widget.id.rpartition("control ")[2]
        self.options[name] = (widget.id, options, is_list)
        value = next(_values(kind, widget, options), None)
        if value is not None:
            self.states[widget.id] = _state(widget.id, value, is_list=is_list)

    async def _fetch(self, name: str) -> None:
        """Fetch a document as the browser would."""
        begun, parts = time.perf_counter(), urlsplit(self.address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        request = (
            f"GET /map/data/{name}.json HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
        writer.write(request.encode())
        answer = await reader.read()
        writer.close()
        if not answer.startswith(b"HTTP/1.1 200"):
            self.problems.append(f"document {name}: {answer[:20]!r}")
        self.documents[name] = time.perf_counter() - begun


def _values(kind: str, widget: Element, options: list[str]) -> Iterator[str]:
    """Give what the widget holds when it arrives: the value set from the session, or else its default."""
    if kind == "selectbox":
        yield from [widget.raw_value] if widget.set_value else []
        yield from [options[widget.default]] if widget.HasField("default") else []
    elif kind == "button_group":
        yield from widget.raw_values if widget.set_value else []
        yield from (options[at] for at in widget.default)
    else:
        yield from widget.raw_value if widget.set_value else []
        yield from (options[int(at)] for at in widget.default)


def _state(widget: str, value: str, *, is_list: bool) -> WidgetState:
    state = WidgetState(id=widget)
    if is_list:
        state.string_array_value.data.append(value)
    else:
        state.string_value = value
    return state
