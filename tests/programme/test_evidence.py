"""Which addresses readers outside the company can open, and which paths name a file on every system."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from csprog.programme.entries import EvidenceFile
from csprog.programme.evidence import is_public_address
from csprog.programme.fields import EvidencePath

INTERNAL = [
    "http://intranet/akt17.pdf",
    "http://intranet:8080/akt17.pdf",
    "http://intranet.local/akt17.pdf",
    "http://INTRANET.LOCAL./akt17.pdf",
    "https://files.lan/",
    "https://files.saratov.internal:8443/a?b=c",
    "http://portal.intranet",
    "http://disk.corp/a",
    "http://nas.home.arpa/",
    "http://nas.home/",
    "http://localhost:8000/",
    "http://a.localhost/",
    "http://10.1.2.3/",
    "http://172.16.0.1:80/",
    "http://192.168.1.5/акт.pdf",
    "http://127.0.0.1/",
    "http://169.254.10.10/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[fe80::1]:8080/",
    "http://[fd12:3456::1]/",
    "http://[::ffff:192.168.1.5]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://010.0.0.1/",
    "http://%31%30.0.0.1/",
    "http://１０.0.0.1/",
]
PUBLIC = [
    "https://example.org/17",
    "https://example.org:8443/17",
    "https://www.saratovenergo.ru./17",
    "https://саратовэнерго.рф/акт",
    "https://local.example.org/",
    "https://corp.example.org/lan/10.0.0.1",
    "https://8.8.8.8/",
    "https://[2a00:1450:4010:c05::65]/",
    "https://10.example.org/",
]


@pytest.mark.parametrize("address", INTERNAL)
def test_an_address_of_the_intranet_is_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public_address(address)


PATH: TypeAdapter[str] = TypeAdapter(EvidencePath)


@pytest.mark.slow
@given(st.lists(st.text(st.sampled_from("aя.. :\\/*?\0\x1fCONLPT1"), max_size=6), max_size=4).map("/".join))
def test_a_path_that_is_accepted_names_a_file_below_the_folder_on_windows_too(rest: str) -> None:
    try:
        path = PATH.validate_python(f"evidence/{rest}")
    except ValidationError:
        return
    windows = PureWindowsPath(path)
    assert windows.as_posix() == path  # nothing is dropped or taken for a separator
    assert (windows.drive, windows.root, windows.parts[0]) == ("", "", "evidence")
    assert len(windows.parts) > 1
    assert {"..", "."} & set(windows.parts) == set()
    assert [part for part in windows.parts if part != part.rstrip(". ")] == []


@pytest.mark.parametrize(
    "name",
    ["con", "CON.pdf", "aux.tar.gz", "nul .txt", "COM1.pdf", "lpt9", "COM¹.txt", "CONOUT$", "a.", "a ", ".a", "a:b"],
)
def test_names_that_windows_does_not_have_are_refused(name: str) -> None:
    for path in (f"evidence/{name}", f"evidence/{name}/a.pdf"):
        with pytest.raises(ValidationError):
            PATH.validate_python(path)


@pytest.mark.parametrize(
    "name", ["Акт № 17.pdf", "1.1.1.1-akt17.pdf", "console.txt", "com10.pdf", "a'b & c (2).jpg", "нуль"]
)
def test_other_names_are_accepted(name: str) -> None:
    assert PATH.validate_python(f"evidence/2025/{name}") == f"evidence/2025/{name}"


def test_a_digest_is_the_same_in_capitals() -> None:
    """Windows prints it so (Get-FileHash)."""
    values = {"file": "evidence/a.pdf", "sha256": "ABCDEF01" * 8}
    assert EvidenceFile.model_validate(values).sha256 == "abcdef01" * 8
