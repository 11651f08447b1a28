"""Editions side by side: where each lies, the links from a page to itself in the others, evolution as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.context import EditionContext
from generator.french.words import word
from generator.portrait.evolution import Changes, Evolution
from generator.portrait.model import Direction
from generator.reference.names import Names

EVOLUTION_HEADER: Final = ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "ecart_eur")


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """An edition of the site: ``folder`` is empty for the newest, ``2023/`` for an older one, frozen."""

    context: EditionContext
    folder: str = ""


@dataclass(frozen=True, slots=True)
class EditionLink:
    """The way from a page to an edition; ``is_this``: the page's own."""

    period: str
    href: str
    is_this: bool
    is_newest: bool


def edition_folder(year: int) -> str:
    """Where an older edition lies under the site's root."""
    return f"{year}/"


def edition_folders(newest: EditionContext, earlier: Sequence[EditionContext]) -> tuple[EditionFolder, ...]:
    """All editions of a site, the newest first; ``earlier`` come with the oldest first."""
    older = (EditionFolder(context, edition_folder(context.year)) for context in reversed(earlier))
    return (EditionFolder(newest), *older)


@dataclass(frozen=True, slots=True)
class Evolved:
    """A territory's evolution, the period it is told since, and the one it is told of."""

    since: str
    period: str
    evolution: Evolution


def evolution_rows(evolution: Evolution, names: Names) -> Iterator[tuple[str | int, ...]]:
    """All changes in whole euros: totals, then partners and products of each direction, the largest rise first."""
    kinds: tuple[tuple[str, Mapping[Direction, Changes]], ...] = (
        ("pays", evolution.countries),
        ("produit", evolution.products),
    )
    for direction in Direction:
        before, after = evolution.before.of(direction), evolution.after.of(direction)
        total = word("evolution", "genre_total")
        yield (direction.value, total, "", word("commun", direction.value), before, after, after - before)
        for kind, sums in kinds:
            naming = names.country if kind == "pays" else names.product
            for change in sums[direction].all:
                amounts = (change.before_eur, change.after_eur, change.change_eur)
                written = word("evolution", f"genre_{kind}")
                yield (direction.value, written, change.code, naming(change.code), *amounts)
