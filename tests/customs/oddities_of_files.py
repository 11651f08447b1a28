"""Ways in which honest files may be written otherwise than described, without a figure that differs."""

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterable

from tests.customs.plain_year import COUNTRIES, DEPARTEMENTS, EXPORT, IMPORT, PRODUCTS, SUBPRODUCTS, Files

Change = Callable[[Files], Files]
ONE = "Regional_2024.csv"
"""Where both directions stand when they are in one file."""
HEADER = "flux;trimestre;année;département;région;A129;CPF4;pays;valeur;masse"
_FIELDS = HEADER.split(";")
LABELS = (PRODUCTS, SUBPRODUCTS, COUNTRIES, DEPARTEMENTS)


def data(change: Callable[[bytes], bytes], *names: str) -> Change:
    """Changes the bytes of the data files, or of the files named."""
    return lambda files: {n: change(c) if n in (names or (EXPORT, IMPORT, ONE)) else c for n, c in files.items()}


def lines(change: Callable[[str], str], *names: str) -> Change:
    """Changes each line of the data files, without its end."""
    return data(lambda content: b"".join(_changed(content, change)), *names)


def _changed(content: bytes, change: Callable[[str], str]) -> Iterable[bytes]:
    for line in content.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        yield change(bare.decode("latin-1")).encode("latin-1") + line[len(bare) :]


def field(name: str, change: Callable[[str], str], every: int = 1) -> Change:
    """Changes one field of each data row, or of one in ``every``."""
    place = _FIELDS.index(name)
    seen = [0]

    def changed(line: str) -> str:
        seen[0] += 1
        fields = line.split(";")
        if seen[0] % every == 0 and len(fields) > place:
            fields[place] = change(fields[place])
        return ";".join(fields)

    return lines(changed)


def fields(change: Callable[[list[str]], list[str]], every: int = 1) -> Change:
    """Changes the fields of each data row, or of one in ``every``."""
    seen = [0]

    def changed(line: str) -> str:
        seen[0] += 1
        return ";".join(change(line.split(";"))) if seen[0] % every == 0 else line

    return lines(changed)


def beside(**others: bytes) -> Change:
    """Adds files; ``__`` in a name stands for a dot."""
    return lambda files: files | {name.replace("__", "."): content for name, content in others.items()}


def without(*names: str) -> Change:
    return lambda files: {name: content for name, content in files.items() if name not in names}


def renamed(**names: str) -> Change:
    """``export`` and ``import_``: the names of the data files."""
    given = {EXPORT: names["export"], IMPORT: names["import_"]}
    return lambda files: {given.get(name, name): content for name, content in files.items()}


def zipped(files: Files) -> Files:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"Regional/{name}", content)
    return {"tout.zip": stream.getvalue()}


def _swapped(row: list[str]) -> list[str]:
    return [*row[:5], row[6], row[5], *row[7:]]


INSEE = {"9A": "971", "9E": "976"}
NATIONAL = b"E;11;2024;101100;C10A;02011000;DE;900;1;1\r\n" * 50

LINES: dict[str, Change] = {
    "LF": data(lambda c: c.replace(b"\r\n", b"\n")),
    "LF and CRLF": data(lambda c: c.replace(b"\r\n", b"\n", 40)),
    "CR CR LF": data(lambda c: c.replace(b"\r\n", b"\r\r\n")),
    "no last line end": data(lambda c: c.removesuffix(b"\r\n")),
    "cut within the last line end": data(lambda c: c.removesuffix(b"\n")),
    "byte order mark": data(lambda c: b"\xef\xbb\xbf" + c),
    "header": data(lambda c: HEADER.encode() + b"\r\n" + c),
    "header in cp1252": data(lambda c: HEADER.encode("cp1252") + b"\n" + c),
    "header in capitals and quotes": data(
        lambda c: ('"' + HEADER.upper().replace(";", '";"') + '"').encode() + b"\r\n" + c
    ),
    "header of other words": data(lambda c: b"FLUX;TRIM;ANNEE;DEP;REG;A129;CPF4;PAYS;VALEUR_EUROS;MASSE_KG;\n" + c),
    "byte order mark and header": data(lambda c: b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n" + c),
    "blank lines before the header": data(lambda c: b"\r\n\n" + HEADER.encode() + b"\r\n" + c),
    "the header again in the middle": data(
        lambda c: b"\r\n".join([HEADER.encode(), *c.splitlines()[:80], HEADER.encode(), *c.splitlines()[80:], b""])
    ),
    "blank lines at the end": data(lambda c: c + b"\r\n\r\n  \n\t\n"),
    "Ctrl-Z at the end": data(lambda c: c + b"\x1a"),
    "Ctrl-Z on the last row": data(lambda c: c.removesuffix(b"\r\n") + b"\x1a"),
    "blank lines and Ctrl-Z": data(lambda c: c + b"\r\n\r\n\x1a\r\n"),
    "empty rows of a spreadsheet": data(lambda c: c + b";;;;;;;;;\r\n" * 3),
    "a separator after the last field": lines(lambda line: line + ";"),
    "a separator after the last field here and there": fields(lambda f: [*f, ""], 3),
    "all fields quoted": lines(lambda line: '"' + line.replace(";", '";"') + '"'),
    "codes quoted": fields(lambda f: [f'"{x}"' if i in (3, 4, 5, 6, 7) else x for i, x in enumerate(f)]),
    "some fields quoted": fields(lambda f: [f'"{f[0]}"', *f[1:8], f'"{f[8]}"', f[9]], 7),
    "fields padded": lines(lambda line: "  " + line.replace(";", " ; ") + "\t"),
    "amounts padded": field("valeur", lambda v: v.rjust(14)),
    "padded within quotes": lines(lambda line: '" ' + line.replace(";", ' ";"  ') + ' "'),
}
FIELDS: dict[str, Change] = {
    "direction in words": field("flux", lambda f: {"E": "Export", "I": "Import"}.get(f, f)),
    "direction in long words": field("flux", lambda f: {"E": "EXPORTATIONS", "I": "importation"}.get(f, f), 3),
    "quarters T3": field("trimestre", lambda q: "T" + q),
    "years 2024.0": field("année", lambda a: a + ".0"),
    "département 42.0": field("département", lambda d: d.lstrip("0") + ".0" if d.isdigit() else d),
    "CPF4 1011.0": field("CPF4", lambda c: c.lstrip("0") + ".0"),
    "amounts 12.0": field("valeur", lambda v: v + ".0"),
    "amounts 12,00": field("valeur", lambda v: v + ",00"),
    "one amount 12.0": field("valeur", lambda v: v + ".0", 150),
    "masses 12.0": field("masse", lambda m: m + ".0"),
    "amounts with leading zeros": field("valeur", lambda v: v.zfill(12)),
    "masses empty": field("masse", lambda m: ""),
    "masses of 0": field("masse", lambda m: "0"),
    "masses decimal": field("masse", lambda m: m + ",5"),
    "one mass negative": field("masse", lambda m: "-" + m, 100),
    "quarters 03": field("trimestre", lambda q: "0" + q),
    "some quarters 03": field("trimestre", lambda q: "0" + q, 3),
    "département 1": field("département", lambda d: d.lstrip("0")),
    "Insee overseas": field("département", lambda d: INSEE.get(d, d)),
    "small letters": field("département", str.lower),
    "small letters everywhere": lines(str.lower),
    "région of Insee": field("région", lambda r: "84"),
    "région empty": field("région", lambda r: ""),
    "région in words": field("région", lambda r: "Bretagne"),
    "CPF4 in words": field("CPF4", lambda c: c + " Production" * 20),
    "CPF4 without its zero": field("CPF4", lambda c: c.lstrip("0")),
    "CPF4 before A129": fields(_swapped),
    "CPF4 1011.0 before A129": fields(lambda f: [*f[:5], f[6].lstrip("0") + ".0", f[5], *f[7:]]),
    "CPF4 before A129 in one file": lambda files: files | {IMPORT: fields(_swapped)({IMPORT: files[IMPORT]})[IMPORT]},
    "CPF4 before A129 here and there": fields(_swapped, 3),
}
LABEL_FILES: dict[str, Change] = {
    "no label file": without(*LABELS),
    "no A129 labels": without(PRODUCTS),
    "no country labels": without(COUNTRIES),
    "labels with a header": data(lambda c: b"CODE;LIBELLE;DEBUT;FIN\r\n" + c.removeprefix(b"\xef\xbb\xbf"), *LABELS),
    "labels with tabs": data(
        lambda c: re.sub(rb';(?=[^"\r\n]*(?:"[^"\r\n]*"[^"\r\n]*)*\r?$)', b"\t", c, flags=re.MULTILINE),
        PRODUCTS,
        COUNTRIES,
    ),
    "labels with more fields": lines(lambda line: line + ";x;1", *LABELS),
    "labels with other dates": data(lambda c: c.replace(b";200901;999912", b";01/01/2009;31/12/9999"), *LABELS),
    "labels without dates": data(lambda c: c.replace(b";200901;999912", b""), *LABELS),
    "labels with blank lines": data(lambda c: b"\r\n\r\n" + c.replace(b"\r\n", b"\r\n\r\n"), *LABELS),
    "labels with broken lines": data(lambda c: c + b'ZZ\r\n"\r\nDE;"Alle\r\n;;\r\n', *LABELS),
    "labels cut short": data(lambda c: c[: len(c) * 2 // 3], *LABELS),
    "labels in UTF-16": data(lambda c: c.decode("utf-8-sig").encode("utf-16"), COUNTRIES, PRODUCTS),
    "labels in cp1252": data(lambda c: c.decode("utf-8-sig").encode("cp1252", errors="replace"), DEPARTEMENTS),
    "départements of six fields": data(lambda c: c.replace(b"\r\n", b";200901;999912\r\n"), DEPARTEMENTS),
    "an expired label without a start": data(lambda c: b"DE;RFA;;199009\r\n" + c, COUNTRIES),
    "an expired label": data(lambda c: b"DE;RFA;190001;199009\r\n" + c, COUNTRIES),
}
FILES: dict[str, Change] = {
    "one zip": zipped,
    "hidden files beside": beside(**{".Region_2024_Export__txt": NATIONAL, ".ipynb_checkpoints/E__txt": b"E;1"}),
    "other names": renamed(export="REGIONAL_CPF4PAYSE.txt", import_="REGIONAL_CPF4PAYSI.txt"),
    "names that say nothing": renamed(export="a.dat", import_="b"),
    "names the wrong way round": renamed(export=IMPORT, import_=EXPORT),
    "national files beside": beside(National_2024_Export__txt=NATIONAL, National__csv=NATIONAL),
    "labels of NC8 beside": beside(
        Libelle_NC8_2024__txt=b"CODE\tLIBELLE\tDEBUT\tFIN\r\n01012100\tChevaux\t202401\t999912\r\n"
    ),
    "labels of A38 beside": beside(Libelle_A38__txt=b"DE;Industries extractives;200901;999912\r\n"),
    "a read-me beside": beside(LISEZ_MOI__txt=b"Une ligne par flux, par exemple :\nE;1;2024"),
    "a read-me with rows in it": beside(
        notice__txt="Exemple :\nE;3;2018;01;18;A01Z;0111;BE;406473;1210935\nOù :\nflux\n".encode()
    ),
    "a PDF beside": beside(description__pdf=b"%PDF-1.4\n\0\xff"),
    "our own files beside": beside(**{".made": b"", "sources__lock": b"{}"}),
    "a spreadsheet beside": beside(nomenclature__xls=b"\xd0\xcf\x11\xe0"),
    "rows of other years": data(lambda c: c + c.replace(b";2024;", b";2023;")),
}


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _separated(separator: str) -> Callable[[bytes], bytes]:
    """The rows with another separator, fields that hold it in quotes."""

    def changed(content: bytes) -> bytes:
        stream = io.StringIO()
        for line in _text(content).splitlines(keepends=True):
            bare = line.rstrip("\r\n\x1a")
            fields_of = next(csv.reader([bare], delimiter=";", skipinitialspace=True), [])
            if any(separator in f or '"' in f for f in fields_of) or '"' in bare:
                stream.write(separator.join('"' + f.replace('"', '""') + '"' for f in fields_of) + line[len(bare) :])
            else:
                stream.write(bare.replace(";", separator) + line[len(bare) :])
        return stream.getvalue().encode()

    return changed


# Columns of a portal's file: its name, the place of the field in ours, or what stands in it.
PORTAL: tuple[tuple[str, int | str], ...] = (
    ("Année", 2),
    ("nom_departement", 'Côte-d\'Or, "la" belle'),
    ("code_departement", 3),
    ("Trimestre", 1),
    ("LIBELLE_PAYS", "Pays-Bas; Aruba"),
    ("Code pays", 7),
    ("CPF4", 6),
    ("A129", 5),
    ("Libellé A129", "Viandes"),
    ("Valeur en euros", 8),
    ("Sens", 0),
    ("masse_kg", 9),
    ("observations", ""),
)


def _portal(content: bytes, columns: tuple[tuple[str, int | str], ...] = PORTAL) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([name for name, _ in columns])
    for line in _text(content).splitlines():
        row = next(csv.reader([line], delimiter=";"), [])
        if len(row) > 9:
            writer.writerow([row[place] if isinstance(place, int) else place for _, place in columns])
    return stream.getvalue().encode()


UNNAMED = (*PORTAL[:4], ("", "Libellé é à"), *PORTAL[5:12])
IN_WORDS = (("Région", "Auvergne-Rhône-Alpes"), *PORTAL[:12])


def _cut_character(content: bytes) -> bytes:
    """A portal's file in which the 64 kB that are looked at end within an « é »."""
    header, end, rows = _portal(content, (*PORTAL[:12], ("observations", "é" * 2000))).partition(b"\r\n")
    padding = next(n for n in range(4) if (header + b"x" * n + end + rows)[1 << 16] & 0xC0 == 0x80)
    return header + b"x" * padding + end + rows


def _one_label_in_cp1252(content: bytes) -> bytes:
    return _portal(content, (*PORTAL[:12], ("observations", "é"))).replace(b"\xc3\xa9\r\n", b"\xe9\r\n", 1)


def _in_one(files: Files) -> Files:
    rest = {name: content for name, content in files.items() if name not in (EXPORT, IMPORT)}
    exports = files[EXPORT].rstrip(b"\x1a")
    end = b"" if exports.endswith(b"\n") else b"\n"
    return rest | {ONE: exports + end + files[IMPORT].removeprefix(b"\xef\xbb\xbf")}


WHOLE: dict[str, Change] = {
    "a header of a portal": data(_portal),
    "a header of a portal in odd capitals": data(lambda c: _portal(c, tuple((n.swapcase(), p) for n, p in PORTAL))),
    "a column of a portal without a name": data(lambda c: _portal(c, UNNAMED)),
    "a last column of a portal without a name": data(lambda c: _portal(c, (*PORTAL[:12], ("", "vu")))),
    "a separator after the header of a portal": data(lambda c: _portal(c, PORTAL[:11]).replace(b"\r\n", b";\r\n", 1)),
    "régions of a portal in cp1252": data(lambda c: _portal(c, IN_WORDS).decode().encode("cp1252")),
    "a character of a portal cut": data(_cut_character),
    "one label of a portal in cp1252": data(_one_label_in_cp1252),
    "a header of a portal in one file": lambda files: files | {EXPORT: _portal(files[EXPORT])},
    "tabs": data(_separated("\t")),
    "commas": data(_separated(",")),
    "bars": data(_separated("|")),
    "commas in one file": data(_separated(","), IMPORT),
    "both directions in one file": _in_one,
    "UTF-16": data(lambda c: _text(c).encode("utf-16")),
    "UTF-16, big end first": data(lambda c: b"\xfe\xff" + _text(c).encode("utf-16-be")),
    "UTF-16 without a mark": data(lambda c: _text(c).encode("utf-16-le")),
    "UTF-16, big end first, without a mark": data(lambda c: _text(c).encode("utf-16-be")),
    "gzip": data(lambda c: gzip.compress(c, mtime=0)),
    "gzip of two members": data(lambda c: gzip.compress(c[:1000], mtime=0) + gzip.compress(c[1000:], mtime=0)),
}
"""Forms of the whole file, which come after what is changed in its lines."""
