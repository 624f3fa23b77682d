"""Writes the bill of materials of the download for Windows: CycloneDX, the same for the same archive."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from ci import windows_python

_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # so that two builds are the same


def write(target: Path, archive: Path, wheels: list[Path]) -> None:
    """Write what `archive` is made of; csprog's wheel is the first."""
    csprog, *libraries = (_of_wheel(wheel) for wheel in wheels)
    bom = Bom(components=[*libraries, _python()], serial_number=uuid5(NAMESPACE_URL, _sha256(archive)))
    bom.metadata.timestamp = _DAY
    bom.metadata.component = Component(
        name=archive.name,
        version=csprog.version,
        type=ComponentType.APPLICATION,
        bom_ref=archive.name,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_sha256(archive))],
    )
    bom.components.add(csprog)
    bom.register_dependency(bom.metadata.component, bom.components)
    target.write_text(JsonV1Dot6(bom).output_as_string(indent=2) + "\n", encoding="utf-8", newline="\n")


def _of_wheel(wheel: Path) -> Component:
    metadata = _metadata(wheel)
    name, version = metadata["Name"], metadata["Version"]
    expression, text = metadata["License-Expression"], metadata["License"]
    licenses: list[License] = [LicenseExpression(expression)] if expression else []
    if not expression and text and "\n" not in text:
        licenses = [DisjunctiveLicense(name=text)]
    address = PackageURL("pypi", name=name.lower().replace("_", "-"), version=version)
    return Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION if name == "csprog" else ComponentType.LIBRARY,
        purl=address,
        bom_ref=str(address),
        licenses=licenses,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_sha256(wheel))],
    )


def _python() -> Component:
    address = PackageURL("generic", name="python", version=windows_python.VERSION)
    return Component(
        name="CPython, embeddable package for Windows (64-bit)",
        version=windows_python.VERSION,
        type=ComponentType.PLATFORM,
        purl=address,
        bom_ref=str(address),
        licenses=[LicenseExpression("PSF-2.0")],
    )


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA") and name.count("/") == 1)
        return BytesParser().parsebytes(opened.read(name), headersonly=True)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
