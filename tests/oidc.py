"""A sign-in service of OpenID Connect on the loopback, which lets in whoever it was told. This module serves it."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT = "songklong"


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _coded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class Service(ThreadingHTTPServer):
    """The service: what it says of whoever comes next (``claims``), and for how long.

    It vouches for ``lasts_s`` seconds; ``ends_at`` is when it ceases to for the last who came.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims: dict[str, object] = {}
        self.lasts_s = 3600
        self.ends_at = 0
        self.nonces: dict[str, str] = {}
        self.key = rsa.generate_private_key(65537, 2048)

    def keys(self) -> dict[str, object]:
        numbers = self.key.public_key().public_numbers()
        key = {
            "kty": "RSA",
            "kid": "1",
            "use": "sig",
            "alg": "RS256",
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }
        return {"keys": [key]}

    def id_token(self, code: str) -> str:
        now = int(time.time())
        self.ends_at = now + self.lasts_s
        stated = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": self.ends_at}
        parts = ({"alg": "RS256", "kid": "1", "typ": "JWT"}, {**stated, "nonce": self.nonces[code], **self.claims})
        body = ".".join(_coded(json.dumps(part).encode()) for part in parts)
        signature = self.key.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{body}.{_coded(signature)}"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        here = self.server.address
        if parts.path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            rest = {"response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
            self._say({"issuer": here, **{key: f"{here}/{name}" for key, name in names.items()}, **rest})
        elif parts.path == "/keys":
            self._say(self.server.keys())
        else:
            code = f"code-{len(self.server.nonces)}"
            self.server.nonces[code] = asked["nonce"]
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            )
            self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        code = parse_qs(body)["code"][0]
        token = {"access_token": "x", "token_type": "Bearer", "id_token": self.server.id_token(code)}
        self._say({**token, "expires_in": self.server.lasts_s})

    def _say(self, content: dict[str, object]) -> None:
        raw = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


@contextmanager
def service() -> Iterator[Service]:
    """Run the service until the block ends."""
    running = Service()
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield running
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
