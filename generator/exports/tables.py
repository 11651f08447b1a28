"""The tables to download: those of a portrait, the same of a whole edition, and the lists of the site's pages.

The lists are of all territories of the newest edition, and contain what their page shows before the reader chooses
anything. Amounts are whole euros, shares fractions of 1.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from generator.compute import EditionData
from generator.exports.json import number
from generator.figures.kind import FigureInput
from generator.figures.registry import KINDS
from generator.french.words import word
from generator.portrait.evolution import Member
from generator.portrait.exposure import EXAMPLE_RATE, FIRST_MARKET, duty_eur
from generator.portrait.model import Portrait
from generator.portrait.ranking import Axis, Standing
from generator.reference.direction import Direction
from generator.reference.industry import industry_territories
from generator.reference.territories import Territory, departements, region, regions, territories
from generator.tables import COUNTRY, NO, PRODUCT, YES, Row, Table, TableKind

_AMOUNTS: Final = ("export_eur", "import_eur", "solde_eur")
_TERRITORY: Final = ("code_territoire", "territoire")
_RANKS: Final = ("rang_export", "rang_import")


def _contributions(given: FigureInput) -> Iterable[Row]:
    """Every product, then every country, the largest change first; ``points``: fractions of the total before."""
    if not (evolution := given.year_on_year):
        return
    for direction in Direction:
        for kind, changes, naming in (
            ("produit", evolution.products, given.names.products.official),
            ("pays", evolution.countries, given.names.countries.official),
        ):
            for each in changes[direction].contributions:
                amounts = (each.before_eur, each.after_eur, number(each.points))
                kind_name = word("evolution", f"genre_{kind}")
                yield (direction.value, kind_name, each.code, naming(each.code), *amounts)


def _members(given: FigureInput) -> tuple[Member, ...] | None:
    return given.diversification.members if given.diversification else None


def _departements(given: FigureInput) -> Iterable[Row]:
    for each in _members(given) or ():
        before = (each.before.export_eur, each.before.import_eur) if each.before else (None, None)
        yield (each.unit.code, each.unit.name, each.totals.export_eur, each.totals.import_eur, *before)


def _outlets(given: FigureInput) -> Iterable[Row]:
    names = given.names
    for each in given.diversification.outlets if given.diversification else ():
        product = (each.product_code, names.products.official(each.product_code))
        country = (each.code, names.countries.official(each.code))
        yield (*product, *country, float(each.share), float(each.national_share))


_OTHERS: Final = (
    TableKind(
        "contributions",
        ("sens", "genre", "code", "libelle", "avant_eur", "apres_eur", "points"),
        ("sens", "genre", "code"),
        _contributions,
        lambda given: given.year_on_year is not None,
    ),
    TableKind(
        "departements",
        ("code_departement", "departement", "export_eur", "import_eur", "export_avant_eur", "import_avant_eur"),
        ("code_departement",),
        _departements,
        lambda given: _members(given) is not None,
    ),
    TableKind(
        "debouches",
        (*PRODUCT, *COUNTRY, "part", "part_france"),
        ("code_produit", "code_pays"),
        _outlets,
        lambda given: given.diversification is not None,
    ),
)
TABLES: Final[dict[str, TableKind[FigureInput]]] = {each.name: each for each in (*KINDS, *_OTHERS)}
"""The tables of portraits by name, which is also that of their files."""


def table_names(given: FigureInput) -> list[str]:
    """The names of a territory's tables, empty ones included."""
    return [name for name, table in TABLES.items() if table.is_available(given)]


def portrait_tables(given: FigureInput) -> dict[str, list[Row]]:
    """The rows of a territory's tables, by table name."""
    return {name: list(TABLES[name].rows(given)) for name in table_names(given)}


TERRITORIES: Final = "territoires"
"""The table of all territories of an edition; its other tables are named like those of a portrait."""
_TYPED: Final = ("type_territoire", *_TERRITORY)


def edition_table(name: str) -> Table:
    """A table of a whole edition: the columns of a portrait's table, preceded by the territory's."""
    if name == TERRITORIES:
        return Table(name, word("tableur", name), (*_TYPED, "code_region", *_AMOUNTS), _TYPED[:2])
    own = TABLES[name].table
    return Table(name, own.title, (*_TYPED, *own.header), (*_TYPED[:2], *own.key))


def edition_tables(inputs: Iterable[FigureInput]) -> dict[str, list[Row]]:
    """The rows of an edition's tables by name, with the columns of ``edition_table``, in the order of ``inputs``."""
    rows: dict[str, list[Row]] = {TERRITORIES: []}
    for given in inputs:
        territory = given.portrait.territory
        place = (territory.kind.value, territory.code, territory.name)
        rows[TERRITORIES].append((*place, territory.region_code or "", *_amounts(given.portrait)))
        for name, own in portrait_tables(given).items():
            rows.setdefault(name, []).extend((*place, *row) for row in own)
    return rows


def _amounts(portrait: Portrait) -> tuple[int, int, int]:
    totals = portrait.totals
    return totals.export_eur, totals.import_eur, totals.balance_eur


def _ranks(territory: Territory, data: EditionData) -> tuple[int | None, ...]:
    found = data.analyses[territory]
    return (*(_rank(found.standing.get(d)) for d in Direction), _rank(found.balance_standing))


def _rank(standing: Standing | None) -> int | None:
    return standing.rank if standing else None


def _listed_departements(data: EditionData) -> Iterator[Row]:
    for t in departements():
        code = t.region_code or ""
        yield (t.code, t.name, code, region(code).name, *_amounts(data.portraits[t]), *_ranks(t, data))


def _regions(data: EditionData) -> Iterator[Row]:
    for t in regions():
        yield (t.code, t.name, *_amounts(data.portraits[t]), *_ranks(t, data))


def _topics(axis: Axis, data: EditionData) -> Iterator[Row]:
    for code, sides in data.rankings[axis].items():
        exports, imports = sides[Direction.EXPORT], sides[Direction.IMPORT]
        amounts = (exports.value_eur, imports.value_eur, exports.value_eur - imports.value_eur)
        yield (code, axis.names_in(data.names).official(code), *amounts, exports.rank, imports.rank)


def _exposures(data: EditionData) -> Iterator[Row]:
    for direction, markets in data.market_exposures.items():
        for market, found in markets.items():
            country = (market, data.names.countries.official(market))
            for territory, each in found.items():
                place = (_rank(each.standing), territory.code, territory.name)
                amounts = (each.value_eur, each.total_eur, each.value_eur / each.total_eur)
                yield (direction.value, *country, *place, *amounts)


def _duties(data: EditionData) -> Iterator[Row]:
    country = (FIRST_MARKET, data.names.countries.official(FIRST_MARKET))
    for territory, each in data.market_exposures[Direction.EXPORT].get(FIRST_MARKET, {}).items():
        amounts = (each.value_eur, each.total_eur, each.value_eur / each.total_eur)
        duty = duty_eur(each.value_eur, EXAMPLE_RATE)
        yield (territory.code, territory.name, *country, *amounts, EXAMPLE_RATE / 100, duty)


def _sourcing(data: EditionData) -> Iterator[Row]:
    """By product, then largest imports first."""
    found = [(each, t) for t in departements() for each in data.analyses[t].sourcing]
    for each, territory in sorted(found, key=lambda f: (f[0].product_code, -f[0].value_eur, f[1].code)):
        product = (each.product_code, data.names.products.official(each.product_code))
        amounts = (each.value_eur, each.outside_eur)
        origin = (each.country_code, data.names.countries.official(each.country_code), each.from_country_eur)
        place = (territory.code, territory.name)
        yield (*product, *place, *amounts, *origin, YES if each.is_watched else NO)


def _compared(data: EditionData) -> Iterator[Row]:
    for t in territories():
        eu = data.portraits[t].eu
        firsts = [
            axis.names_in(data.names).official(first.code) if first else ""
            for axis in (Axis.COUNTRY, Axis.PRODUCT)
            for first in (data.analyses[t].first(axis, direction) for direction in Direction)
        ]
        place = (t.kind.value, t.code, t.name)
        yield (*place, *_amounts(data.portraits[t]), eu.export_eur, eu.import_eur, *firsts)


def _industry(_: EditionData) -> Iterator[Row]:
    names = {t.code: t.name for t in departements()}
    for industry in industry_territories():
        for code, communes in sorted(industry.communes.items()):
            yield (industry.id, industry.name, code, names[code], communes)


_LISTS: Final[tuple[TableKind[EditionData], ...]] = (
    TableKind(
        "departements",
        (*_TERRITORY, "code_region", "region", *_AMOUNTS, *_RANKS, "rang_solde"),
        ("code_territoire",),
        _listed_departements,
    ),
    TableKind("regions", (*_TERRITORY, *_AMOUNTS, *_RANKS, "rang_solde"), ("code_territoire",), _regions),
    TableKind("produits", (*PRODUCT, *_AMOUNTS, *_RANKS), ("code_produit",), partial(_topics, Axis.PRODUCT)),
    TableKind("partenaires", (*COUNTRY, *_AMOUNTS, *_RANKS), ("code_pays",), partial(_topics, Axis.COUNTRY)),
    TableKind(
        "exposition",
        ("sens", *COUNTRY, "rang", *_TERRITORY, "valeur_eur", "total_eur", "part"),
        ("sens", "code_pays", "code_territoire"),
        _exposures,
    ),
    TableKind(
        "droits-de-douane",
        (*_TERRITORY, *COUNTRY, "base_eur", "total_eur", "part", "taux", "droit_eur"),
        ("code_territoire", "code_pays"),
        _duties,
    ),
    TableKind(
        "approvisionnements",
        (*PRODUCT, *_TERRITORY, "import_eur", "hors_ue_eur", *COUNTRY, "premier_pays_eur", "a_surveiller"),
        ("code_produit", "code_territoire"),
        _sourcing,
    ),
    TableKind(
        "comparer",
        (
            *(*_TYPED, *_AMOUNTS, "export_ue_eur", "import_ue_eur"),
            *("premier_client", "premier_fournisseur", "premier_produit_export", "premier_produit_import"),
        ),
        ("type_territoire", "code_territoire"),
        _compared,
    ),
    TableKind(
        "territoires-industrie",
        ("id", "territoire_industrie", *_TERRITORY, "communes"),
        ("id", "code_territoire"),
        _industry,
    ),
)
LISTS: Final = {each.name: each for each in _LISTS}
"""The lists by the name of their files and of the page that shows them."""
