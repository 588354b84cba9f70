"""Writes what the product is made of as CycloneDX: `python -m tools.sbom [FILE]`.

Every package of requirements.lock with its version, the hashes that it is checked against, and the
licence that the installed package names. Reads nothing from any network.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import cyclonedx.schema
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from jsonschema_rs import Draft7Validator
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
USUAL = ROOT / ".cache" / "sbom.json"
_PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
_SCHEMA = "bom-1.6.SNAPSHOT.schema.json"
_CLASSIFIER = "License :: "
_NAME_LONGEST = 100  # some packages put the whole text of a licence where its name belongs


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One package of the lock; `hashes` are those of all its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(text: str) -> Iterator[LockedPackage]:
    """The packages of a lock, in its order."""
    for block in re.split(r"(?m)^(?=[a-z0-9])", text):
        if found := _PIN.match(block):
            yield LockedPackage(found["name"], found["version"], tuple(_HASH.findall(block)))


def whole(lock: Path = LOCK) -> str:
    """The whole document. The same lock in the same environment gives the same parts."""
    text = lock.read_text(encoding="utf-8")
    components = [_component(package) for package in locked(text)]
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_OID, text), components=components)
    bom.metadata.component = product = Component(
        name="kawasaki-kokuho-faq", type=ComponentType.APPLICATION, bom_ref="product"
    )
    by_name = {component.name: component for component in components}
    bom.dependencies = [
        Dependency(product.bom_ref, [Dependency(one.bom_ref) for one in components]),
        *(_needs(component, by_name) for component in components),
    ]
    return JsonV1Dot6(bom).output_as_string(indent=1)


def complaint(document: str) -> str:
    """What CycloneDX's own schema has against a document; empty for a valid one.

    The library's validator wants a newer jsonschema than Rasa allows; its schemas we can read.
    """
    validator = Draft7Validator(_schema(_SCHEMA), retriever=_schema, validate_formats=True)
    return next((error.message for error in validator.iter_errors(json.loads(document))), "")


def _schema(address: str) -> Any:
    """One of the schemas that come with the library, by the end of its address."""
    text = (_SCHEMAS / address.rpartition("/")[2]).read_text(encoding="utf-8")
    return json.loads(text)


def _component(package: LockedPackage) -> Component:
    installed = _installed(package)
    licence = _licence(installed) if installed else None
    url = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        purl=url,
        bom_ref=url.to_string(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in package.hashes],
        licenses=[licence] if licence else [],
        properties=[Property(name="installed", value="yes" if installed else "no")],
    )


def _installed(package: LockedPackage) -> metadata.Distribution | None:
    """The installed package, if it is this very version; some are for other machines."""
    try:
        found = metadata.distribution(package.name)
    except metadata.PackageNotFoundError:
        return None
    return found if found.version == package.version else None


def _licence(package: metadata.Distribution) -> License | None:
    """What the package says itself: an expression, a name, or its classifiers."""
    fields = package.metadata
    named = fields.get_all("License-Expression") or fields.get_all("License") or []
    names = [name.strip().splitlines()[0] for name in named if name.strip()]
    kinds = [kind for kind in fields.get_all("Classifier") or [] if kind.startswith(_CLASSIFIER)]
    names += [kind.rpartition(" :: ")[2] for kind in kinds]
    short = [name for name in names if len(name) <= _NAME_LONGEST and name != "UNKNOWN"]
    return LicenseFactory().make_from_string(short[0]) if short else None


def _needs(component: Component, known: dict[str, Component]) -> Dependency:
    """The packages that it names as needed, of those that are in the lock."""
    installed = _installed(LockedPackage(component.name, component.version or "", ()))
    needed = (installed.requires or []) if installed else []
    names = {_plain(re.split(r"[\s;<>=!~\[(]", line, maxsplit=1)[0]) for line in needed}
    return Dependency(
        component.bom_ref, [Dependency(known[n].bom_ref) for n in sorted(names) if n in known]
    )


def _plain(name: str) -> str:
    """As a lock writes the name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Writes the document, if it is a valid one."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    document = whole()
    if wrong := complaint(document):
        print(f"sbom: not written, the document is not valid: {wrong}", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(document, encoding="utf-8")
    print(f"sbom: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
