"""``sbom.py FOLDER``: writes the software bills of materials (CycloneDX 1.6) of a build, from the lock files."""

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
Component = dict[str, object]


def python_components(lock: str) -> Iterator[Component]:
    """Each package of a requirements file, with the hashes of all its files: any of them may be the one installed."""
    for block in re.split(r"\n(?=\S)", lock):
        if found := re.match(r"([\w.-]+)==([^\s;\\]+)", block):
            name, version = found.groups()
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
            yield {
                "type": "library",
                "name": name,
                "version": version,
                "bom-ref": f"pkg:pypi/{name}@{version}",
                "purl": f"pkg:pypi/{name}@{version}",
                "properties": [{"name": "lock:sha256", "value": digest} for digest in hashes],
            }


def npm_components(lock: str) -> Iterator[Component]:
    """Each package of an npm lock file."""
    for path, package in json.loads(lock)["packages"].items():
        if not path:
            continue
        name, version = path.rpartition("node_modules/")[2], package["version"]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        algorithm, _, digest = package["integrity"].partition("-")
        yield {
            "type": "library",
            "name": name,
            "version": version,
            "bom-ref": f"{purl}#{path}",
            "purl": purl,
            "scope": "optional" if package.get("optional") else "required",
            "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}],
            "licenses": [{"license": {"name": package["license"]}}] if "license" in package else [],
        }


def bill(components: Iterator[Component]) -> str:
    """The bill of materials as JSON."""
    about = {"type": "application", "name": "portraits-commerce-exterieur", "bom-ref": "portraits"}
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": about},
        "components": list(components),
    }
    return json.dumps(content, indent=1) + "\n"


def main(folder: Path) -> None:
    """Writes both bills into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    python = python_components((PROJECT / "requirements" / "site.txt").read_text(encoding="utf-8"))
    npm = npm_components((PROJECT / "package-lock.json").read_text(encoding="utf-8"))
    (folder / "sbom-python.cdx.json").write_text(bill(python), encoding="utf-8")
    (folder / "sbom-npm.cdx.json").write_text(bill(npm), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
