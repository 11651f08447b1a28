"""What pages and files state about their edition: period, source, demonstration."""

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from generator.edition import Edition, Source, is_whole_year
from generator.french.words import long_date, section, word
from generator.reference.territories import slugify


@dataclass(frozen=True, slots=True)
class EditionContext:
    """``period``: see ``period_name``; ``file_period``: the same in file names; ``coverage``: the same in ISO 8601.

    ``corsica_is_one``: whether the customs publish Corsica as a whole.
    """

    year: int
    period: str
    file_period: str
    coverage: tuple[str, ...]
    complete: bool
    demonstration: bool
    date: str
    iso_date: str
    industry_list: str
    source: Source
    source_line: str
    corsica_is_one: bool
    links: Mapping[str, str]

    @property
    def producer(self) -> str:
        """Who produced the amounts: the customs, or this site if they are invented."""
        return word("partage", "site") if self.demonstration else self.source.producer

    @property
    def description(self) -> str:
        """The description of its files, which mentions invented amounts."""
        return word("fichiers", "demonstration" if self.demonstration else "description")

    @property
    def file_mark(self) -> str:
        """The edition in file names: ``2024``, ``2024-demonstration``."""
        return self.file_period + ("-demonstration" if self.demonstration else "")


def edition_context(
    edition: Edition, quarters: Sequence[Collection[int]], *, demonstration: bool, corsica_is_one: bool = True
) -> EditionContext:
    """The context of ``edition``. ``quarters``: those with rows, for each direction."""
    period = period_name(edition.year, quarters)
    date = long_date(edition.date.isoformat())
    line = "source_demonstration" if demonstration else "source"
    return EditionContext(
        year=edition.year,
        period=period,
        file_period=slugify(period.replace("–", " a ")),
        coverage=_coverage(edition.year, quarters),
        complete=is_whole_year(*quarters),
        demonstration=demonstration,
        date=date,
        iso_date=edition.date.isoformat(),
        industry_list=edition.industry_list,
        source=edition.source,
        source_line=word("commun", line, period=period, date=date, **asdict(edition.source)),
        corsica_is_one=corsica_is_one,
        links=edition.links,
    )


def _coverage(year: int, quarters: Sequence[Collection[int]]) -> tuple[str, ...]:
    """The year if it is complete, or the days of each run of quarters in which any direction has rows."""
    if is_whole_year(*quarters):
        return (str(year),)
    present = sorted({quarter for of_direction in quarters for quarter in of_direction})
    starts = [quarter for quarter in present if quarter - 1 not in present]
    ends = [quarter for quarter in present if quarter + 1 not in present]
    return tuple(
        f"{year}-{3 * first - 2:02}-01/{year}-{3 * last:02}-{monthrange(year, 3 * last)[1]}"
        for first, last in zip(starts, ends, strict=True)
    )


def period_in_sentence(form: str, year: int, quarters: Collection[int]) -> str:
    """The quarters of both directions after a verb (``form`` ``dans``: ``en 2024``) or « par rapport » (``a``)."""
    joined = "".join(map(str, sorted(quarters)))
    # most are the same after both
    keys = (f"{form}_{joined}", f"dans_{joined}", f"{form}_autres")
    key = next(key for key in keys if key in section("periode"))
    return word("periode", key, year=year, period=period_name(year, [quarters]))


def period_name(year: int, quarters: Sequence[Collection[int]]) -> str:
    """``2024``; ``1er–3e trimestres 2024``; ``2024 (année incomplète)`` if the directions have different quarters."""
    if is_whole_year(*quarters):
        return str(year)
    present, *others = map(sorted, quarters)
    if any(other != present for other in others):
        return word("commun", "annee_incomplete", year=year)
    names = [f"{quarter}{'er' if quarter == 1 else 'e'}" for quarter in present]
    follow_on = len(present) > 2 and present[-1] - present[0] == len(present) - 1
    joined = f"{names[0]}–{names[-1]}" if follow_on else ", ".join(names)
    return word("commun", "trimestre" if len(present) < 2 else "trimestres", quarters=joined, year=year)
