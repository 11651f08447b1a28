"""An edition of made-up rows, written in a mixture of all the forms in which nothing of a row is lost.

Whatever the mixture, ``portrait.json`` has the same bytes as from the files as they are described.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.customs.plain_year import COUNTRIES, EXPORT, IMPORT, PRODUCTS, Files, plain_year, portraits_of, write

_GOODS = (("A01Z", "0111"), ("A03Z", "0311"), ("C10A", "1011"), ("C20A", "2014"), ("C30C", "3030"))
_PLACES = ("01", "05", "20", "42", "75", "84", "9A", "9D", "99", "98")
_PARTNERS = ("BE", "CN", "DE", "NA", "US", "XI", "QU", "ZZ")
_COLUMNS = ("flux", "trimestre", "année", "département", "région", "A129", "CPF4", "pays", "valeur", "masse")
_NAMES = {
    "flux": ("flux", "Sens", "TYPE DE FLUX", "Import/Export"),
    "trimestre": ("trimestre", "Trim", "NUMERO TRIMESTRE"),
    "année": ("année", "ANNEE", "An"),
    "département": ("code_departement", "Département", "CODE DEP", "dep_code"),
    "région": ("région", "code_region", "REG"),
    "A129": ("A129", "Code A129", "produit_a129"),
    "CPF4": ("CPF4", "code cpf4", "CPF4 rév. 2.1"),
    "pays": ("Code pays", "PAYS", "code_pays"),
    "valeur": ("valeur", "Valeur en euros", "MONTANT (€)"),
    "masse": ("masse", "Masse (kg)", "masse_nette_kg"),
}
_BESIDE = {
    "nom_departement": ("Loire", "Côte-d'Or", "Val-d’Oise"),
    "Libellé produit": ('Viandes; "fraîches", et | autres', "Acier", ""),
    "observations": ("", "-", "n. c."),
}
"""Columns that a portal adds: their names and what may stand in them."""

Row = tuple[str, ...]
Change = Callable[[str], str]


class Form(NamedTuple):
    """How one file is written. ``changes``: of fields, by their place; ``part``: in how many of the rows."""

    separator: str
    order: tuple[str, ...]
    is_named: bool
    quoting: str
    end: str
    tail: str
    encoding: str
    mark: bytes
    packing: str
    changes: dict[int, Change]
    part: float
    is_trailing: bool


def examine_forms(seed: int, folder: Path) -> None:
    """Writes an edition twice under ``folder``. Raises ``AssertionError`` when the portraits differ."""
    random = Random(seed)
    rows = [row for flux in "EI" for row in made_rows(random, flux, random.choice((8, 60, 700)))]
    plain = portraits_of(write(folder / "plain", _described(rows)))
    files, said = mixed(random, rows)
    assert portraits_of(write(folder / "mixed", files)) == plain, said


def made_rows(random: Random, flux: str, count: int) -> Iterable[Row]:
    """Rows of a year and a few of the year before, of little weight where the code is of no département."""
    for number in range(count):
        place = random.choice(_PLACES)
        a129, cpf4 = random.choice(_GOODS)
        year = "2023" if number % 29 == 28 else "2024"
        value = random.randrange(9 if place == "98" else 10 ** random.choice((3, 6, 9)))
        quarter = str(number % 4 + 1)
        fields = quarter, year, place, "18", a129, cpf4, random.choice(_PARTNERS), str(value)
        yield flux, *fields, str(random.randrange(10**5))


def _described(rows: Iterable[Row]) -> Files:
    files = plain_year()
    for letter, name in (("E", EXPORT), ("I", IMPORT)):
        files[name] = "".join(";".join(row) + "\r\n" for row in rows if row[0] == letter).encode()
    return files


def mixed(random: Random, rows: list[Row]) -> tuple[Files, str]:
    """The files, and what was mixed in them."""
    labels = {name: content for name, content in plain_year().items() if name not in (EXPORT, IMPORT)}
    if random.random() < 0.3:
        labels[COUNTRIES] = "code\tlibellé\tdébut\tfin\r\n".encode() + labels[COUNTRIES].replace(b";", b"\t")
    if random.random() < 0.3:
        labels[PRODUCTS] = labels[PRODUCTS].decode("utf-8-sig").encode("utf-16")
    if random.random() < 0.25:
        random.shuffle(rows)
        parts = {"donnees.csv": rows}
    else:
        parts = {name: [r for r in rows if r[0] == letter] for letter, name in (("E", EXPORT), ("I", IMPORT))}
    forms = {name: _form(random) for name in parts}
    files = {name: _written(random, part, forms[name]) for name, part in parts.items()} | labels
    return files, "\n".join(f"{name}: {form}" for name, form in forms.items())


def _form(random: Random) -> Form:
    is_named = random.random() < 0.5
    order = list(_COLUMNS)
    if is_named:
        order += random.sample(sorted(_BESIDE), random.randrange(len(_BESIDE) + 1))
        if random.random() < 0.3:
            order.remove("région")
        random.shuffle(order)
    elif random.random() < 0.2:
        order[5], order[6] = order[6], order[5]
    marked = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    encoding = random.choice(("utf-8", "utf-8", "utf-16-le", "utf-16-be", "cp1252" if is_named else "utf-8"))
    separator = random.choice(";;\t,|")
    return Form(
        separator=separator,
        order=tuple(order),
        is_named=is_named,
        quoting=random.choice(("none", "none", "all", "some")),
        end=random.choice(("\n", "\r\n")),
        tail=random.choice(("", "", "\n", "\r\n  \r\n", "\x1a", separator * (len(order) - 1) + "\n")),
        encoding=encoding,
        mark=random.choice((b"", marked.get(encoding, b""))),
        packing=random.choice(("", "", "gzip", "zip")),
        changes={place: random.choice(ways) for place, ways in _changes().items() if random.random() < 0.3},
        part=random.choice((0.01, 0.3, 1.0)),
        is_trailing=random.random() < 0.15,
    )


def _changes() -> dict[int, tuple[Change, ...]]:
    """What may be written otherwise, by the field's place among ``_COLUMNS``."""
    pad, decimal = "  {} ".format, "{}.0".format
    return {
        0: (
            lambda f: {"E": "Export", "I": "Import"}[f],
            lambda f: {"E": "exportations", "I": "IMPORTATIONS"}[f],
            str.lower,
            pad,
        ),
        1: ("T{}".format, "0{}".format, "Q {}".format, decimal),
        2: (decimal, pad),
        3: (
            lambda f: f.lstrip("0"),
            lambda f: f.lstrip("0") + ".0" if f.isdigit() else f,
            lambda f: {"9A": "971", "9D": "974"}.get(f, f),
            str.lower,
            pad,
        ),
        4: (lambda _: "", lambda _: "Bretagne"),
        5: (str.lower, pad),
        6: (lambda f: f.lstrip("0"), decimal, lambda f: f.lstrip("0") + ",0"),
        7: (str.lower, pad),
        8: (decimal, "{},00".format, "{}.".format, lambda f: f.zfill(12), lambda f: f.rjust(14)),
        9: (lambda _: "", decimal, lambda _: "0", "{},5".format),
    }


def _written(random: Random, rows: Iterable[Row], form: Form) -> bytes:
    lines = []
    if form.is_named or random.random() < 0.3:
        names = [random.choice(_NAMES[name]) if name in _NAMES else name for name in form.order]
        lines.append(_line(random, names, form))
    for row in rows:
        fields = list(row)
        for place, change in form.changes.items():
            if random.random() < form.part:
                fields[place] = change(fields[place])
        held = dict(zip(_COLUMNS, fields, strict=True))
        named = [held[name] if name in held else random.choice(_BESIDE[name]) for name in form.order]
        lines.append(_line(random, named, form))
    last = "" if not form.tail and random.random() < 0.3 else form.end
    text = form.end.join(lines) + last + form.tail
    content = form.mark + text.encode(form.encoding)
    if form.packing == "gzip":
        return gzip.compress(content, mtime=0)
    if form.packing == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("dossier/donnees.txt", content)
        return stream.getvalue()
    return content


def _line(random: Random, fields: list[str], form: Form) -> str:
    def written(field: str) -> str:
        must = form.separator in field or '"' in field or form.quoting == "all"
        is_quoted = must or (form.quoting == "some" and random.random() < 0.3)
        return '"' + field.replace('"', '""') + '"' if is_quoted else field

    return form.separator.join(map(written, fields)) + (form.separator if form.is_trailing else "")
