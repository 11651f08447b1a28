"""A small year of the customs' files as they are described, and the portraits drawn from any folder of files."""

from pathlib import Path

from generator.context import edition_context
from generator.customs.reader import Trade, read_trade
from generator.edition import edition_of_input
from generator.exports.json import portrait_json
from generator.figures.figure import FigureContext
from generator.figures.kind import FigureInput
from generator.portrait.build import portraits
from generator.portrait.trade import scopes_of
from generator.reference.tables import read_table

YEAR = 2024
EXPORT, IMPORT = "Region_2024_Export.txt", "Region_2024_Import.txt"
PRODUCTS, COUNTRIES, SUBPRODUCTS = "Libelle_A129.txt", "Libelle_PAYS.txt", "Libelle_CPF4_rev2.1.txt"
DEPARTEMENTS = "Departement_region.txt"
Files = dict[str, bytes]
"""The content of each file by its name."""

_PLACES = ("01", "20", "42", "75", "84", "9A", "9E", "99")
_GOODS = (("A01Z", "0111"), ("C10A", "1011"), ("C20A", "2014"), ("C30C", "3030"))
_PARTNERS = ("BE", "DE", "NA", "US", "XI")


def plain_year() -> Files:
    """Both directions and the four label files, as the producer describes them."""
    return {
        EXPORT: "".join(_row("E", n) for n in range(160)).encode(),
        IMPORT: "".join(_row("I", n) for n in range(160)).encode(),
        PRODUCTS: _labels("produits_a129.csv", "utf-8-sig"),
        SUBPRODUCTS: _labels("produits_cpf4.csv", "cp1252"),
        COUNTRIES: _labels("pays.csv", "utf-8"),
        DEPARTEMENTS: "42;Loire;18;Auvergne-Rhône-Alpes\r\n01;Ain;18;Auvergne-Rhône-Alpes\r\n".encode(),
    }


def _row(flux: str, n: int) -> str:
    a129, cpf4 = _GOODS[n // 2 % 4]
    value = (n * 7919 + 1) * 1009 + (flux == "E")
    mass = n * 3 + 1
    return f"{flux};{n % 4 + 1};{YEAR};{_PLACES[n % 8]};18;{a129};{cpf4};{_PARTNERS[n % 5]};{value};{mass}\r\n"


def _labels(table: str, encoding: str) -> bytes:
    rows = [f"{row['code']};{_quoted(row['libelle'])};200901;999912\r\n" for row in read_table(table)]
    return "".join(rows).encode(encoding, errors="replace")


def _quoted(label: str) -> str:
    return f'"{label}"' if ";" in label else label


def write(folder: Path, files: Files) -> Path:
    """The files in a folder of their own."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def portraits_of(folder: Path) -> dict[str, str]:
    """``portrait.json`` of each territory, by its address."""
    return portraits_from(read_trade(folder, YEAR), folder)


def portraits_from(trade: Trade, folder: Path) -> dict[str, str]:
    """The same from rows that are read."""
    scopes, names = scopes_of(trade.rows), trade.names
    held = [[q for q, rows in counts.items() if rows] for counts in trade.report.quarters.values()]
    context = edition_context(
        edition_of_input(YEAR, folder),
        held,
        demonstration=trade.report.demonstration,
        corsica_is_one=trade.report.corsica_is_one,
    )
    about = (context.period, context.source_line, context.demonstration, context.complete)
    return {
        p.territory.path: portrait_json(FigureInput(p, names, FigureContext(p.territory.name, *about)), context)
        for p in portraits(scopes, YEAR, ())
    }
