"""The folder that MkDocs builds: ``docs/``, ``mkdocs.yml``, values; how a finished one takes its place in one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import yaml
from mkdocs.utils.yaml import yaml_load

from generator.pages.environment import TEMPLATES
from generator.reference.tables import PROJECT
from generator.site.files import File, Group
from generator.site.publisher import publisher
from generator.system import parallel
from generator.system.folders import check_place, replacing

MARKER = ".portraits"
"""A file that says an earlier build made the folder, so that a new one may take its place."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Gives an empty folder to work in; its ``site`` subfolder becomes ``output`` when the block ends well.

    When it ends badly, ``output`` stays as it was. Raises ``SiteError`` as ``check_output`` does, and on a full disk.
    """
    check_output(output)
    with replacing(output, "building", made="site") as work:
        yield work
        (work / "site" / MARKER).touch()


@contextmanager
def replacing_ours(output: Path, purpose: str) -> Iterator[Path]:
    """An empty folder that becomes ``output`` as a whole, marked as ours, when the block ends well; see ``staged``."""
    check_output(output)
    with replacing(output, purpose, made="made") as work:
        made = work / "made"
        made.mkdir()
        yield made
        (made / MARKER).touch()


def check_output(output: Path) -> None:
    """Raises ``SiteError`` when a build may not put its result there."""
    check_place(output, _foreign)


def _foreign(folder: Path) -> str | None:
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        return "the folder is not empty and no earlier build made it; name another --output"
    return None


CONFIG: Final = "mkdocs.yml"
"""The name of MkDocs's configuration, in this project and in each folder written for MkDocs."""
WORKER: Final = "assets/javascripts/iframe-worker.js"
"""Named in the archive's configuration: otherwise the offline plugin loads a copy of it from somebody else's server."""
DOCS: Final = "docs"
WATCHED: Final = (PROJECT / "docs", PROJECT / "overrides", TEMPLATES)
"""The sources of pages, which `mkdocs serve` watches."""


def configuration(*, flat: bool) -> dict[str, Any]:
    """``mkdocs.yml`` of the project, with the environment's settings filled in.

    ``flat``: for the archive, which is opened from a folder without a server: relative file names, and a search that
    needs no worker.
    """
    with (PROJECT / CONFIG).open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file)
    if not flat:
        return config
    return {
        **config,
        "use_directory_urls": False,
        "plugins": {**config["plugins"], "offline": {}},
        "extra": {**config["extra"], "polyfills": [WORKER]},
    }


def write_config(
    folder: Path,
    config: dict[str, Any],
    *,
    demonstration: bool,
    pages: Collection[str],
    made_by: Iterable[str] = (),
) -> None:
    """Writes ``mkdocs.yml`` into ``folder``; it can be built from anywhere, as it refers to our code by absolute paths.

    ``made_by``: the command that writes the folder, run again when a watched file has changed.
    ``pages``: those that were written; the menu leaves out the others.
    """
    own = {
        "docs_dir": DOCS,
        "site_dir": "site",
        "theme": {**config["theme"], "custom_dir": str(PROJECT / config["theme"]["custom_dir"])},
        "hooks": [str(PROJECT / hook) for hook in config["hooks"]],
        "nav": _existing(config["nav"], frozenset(pages)),
        "extra": {
            **config["extra"],
            "demonstration": demonstration,
            "publisher": publisher(),
            "made_by": list(made_by),
        },
        "watch": [str(place) for place in WATCHED],
    }
    text = yaml.safe_dump({**config, **own}, allow_unicode=True, sort_keys=False, width=120)
    (folder / CONFIG).write_text(text, encoding="utf-8")


def _existing(items: Iterable[dict[str, Any]], pages: Collection[str]) -> list[dict[str, Any]]:
    """The menu without entries whose page was not written, as with ``--only``."""
    kept = []
    for title, target in (entry for item in items for entry in item.items()):
        found = _existing(target, pages) if isinstance(target, list) else target in pages
        if found:
            kept.append({title: found if isinstance(target, list) else target})
    return kept


def write_files(root: Path, groups: Iterable[Group], *, added: bool = True) -> list[str]:
    """Writes the groups' files below ``root`` and returns their paths; ``added``: those that MkDocs need not see."""

    def write(group: Group) -> list[str]:
        files = [file for file in group() if added or not file.is_added]
        for file in files:
            write_file(root, file)
        return [file.path for file in files]

    return [path for paths in parallel.each(write, list(groups)) for path in paths]


def write_file(root: Path, file: File) -> None:
    """Writes one file beneath ``root``; text is encoded as UTF-8, its line ends unchanged."""
    content, target = file.content(), root / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
