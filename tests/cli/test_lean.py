"""The reader begins without OpenSSL; what is fetched is as safe as ever."""

from __future__ import annotations

import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loopback import serve

CERTIFICATE = Path(__file__).parent.parent / "fetching" / "story.example.pem"
LEAN = """
import sys
from tuireader.cli.lean import import_asyncio
import_asyncio()
import asyncio
assert asyncio.base_events.ssl is None and "ssl" not in sys.modules
"""


def ran(code: str) -> str:
    """Return what a program prints that began without OpenSSL."""
    words = [sys.executable, "-c", LEAN + code]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def fetched(port: int, trusting: str) -> str:
    """Return what came of fetching a page over TLS."""
    return ran(
        f"""
import ssl
from tests.fetching.looking import look, names
from tuireader.errors import FetchError
here = names(story="127.0.0.1")
page = look("https://story.example:{port}/a", resolve=here, tls={trusting})
try:
    print(asyncio.run(page).body.decode())
except FetchError as error:
    print(error.kind.value)"""
    )


@pytest.mark.parametrize(
    ("trusting", "found"),
    [(f"ssl.create_default_context(cafile={str(CERTIFICATE)!r})", "safe"), ("None", "tls")],
)
def test_pages_come_over_tls_from_whom_one_can_trust(trusting: str, found: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serve({"/a": b"safe"}, tls=context) as site:
        assert fetched(site.port, trusting) == found


def test_texts_have_the_same_digest_with_openssl_and_without() -> None:
    digest = "from tuireader.model import Document; print(Document(headline='Gull \u00e9').digest)"
    lean = ran(f"{digest}; assert not {{'hashlib', '_hashlib'}} & set(sys.modules)")
    assert lean == ran(f"import hashlib; {digest}")


def test_asyncio_that_is_there_already_stays_as_it_is() -> None:
    code = "import asyncio; from tuireader.cli.lean import import_asyncio as lean; lean()"
    check = "assert asyncio.base_events.ssl is asyncio.sslproto.ssl is not None"
    subprocess.run([sys.executable, "-c", f"{code}; {check}"], check=True)
