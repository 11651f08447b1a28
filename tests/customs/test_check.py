import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.customs.check import (
    Jump,
    Reconciled,
    Verdict,
    check_trade,
    reconcile,
    render_report,
    render_warnings,
    table,
    verbatim,
)
from generator.customs.labels import DEMO_MARK_LABEL
from generator.customs.reader import read_trade
from generator.customs.report import CodeTotals
from generator.french.formatting import NNBSP
from generator.reference.direction import Direction

Write = Callable[..., Path]
EXPORT, IMPORT = Direction.EXPORT, Direction.IMPORT


CLOSED = date(2025, 3, 31)
"""Before or in the year of what was published for 2024."""


def _rows(flux: str, *rows: str) -> str:
    """Rows given as ``quarter;département;A129;CPF4;country;value``."""
    fields = [row.split(";") for row in rows]
    return "".join(f"{flux};{q};2024;{d};18;{a};{c};{p};{v};1\n" for q, d, a, c, p, v in fields)


def _year(flux: str, *more: str) -> str:
    return _rows(flux, *(f"{quarter};42;C10A;1011;DE;100" for quarter in range(1, 5)), *more)


def test_a_complete_year_of_known_codes_has_nothing_to_tell(write_edition: Write) -> None:
    report = read_trade(write_edition(_year("E"), _year("I")), 2024).report
    assert report.is_complete
    assert report.missing_quarters == {}
    assert report.unknown_departements == ()
    assert report.countries.unlabelled == ()
    assert "année incomplète" not in render_report(report)


def test_a_quarter_missing_in_one_direction_makes_the_year_incomplete(write_edition: Write) -> None:
    trade = read_trade(write_edition(_year("E"), _rows("I", "1;42;C10A;1011;DE;1", "3;42;C10A;1011;DE;1")), 2024)
    assert trade.report.missing_quarters == {IMPORT: (2, 4)}
    assert trade.report.quarters == {EXPORT: {1: 1, 2: 1, 3: 1, 4: 1}, IMPORT: {1: 1, 2: 0, 3: 1, 4: 0}}
    text = render_report(trade.report)
    assert "année incomplète" in text
    assert "- importations : 2ᵉ trimestre 2024\n- importations : 4ᵉ trimestre 2024\n" in text


def test_unknown_departements_are_weighed_and_monaco_is_known(write_edition: Write) -> None:
    exports = _year("E", "1;98;C10A;1011;DE;1", "2;98;C10A;1011;DE;2", "1;99;C10A;1011;DE;9", "1;20;C10A;1011;DE;9")
    report = read_trade(write_edition(exports, _year("I", "1;Z9;C10A;1011;DE;3")), 2024).report
    assert report.unknown_departements == (
        CodeTotals("98", {EXPORT: 2, IMPORT: 0}, {EXPORT: 3, IMPORT: 0}),
        CodeTotals("Z9", {EXPORT: 0, IMPORT: 1}, {EXPORT: 0, IMPORT: 3}),
    )
    text = render_report(report)
    assert "| 98 " in text
    assert "| Z9 " in text
    assert "| 99 " not in text


def test_the_unknown_departement_that_matters_comes_first_with_its_share(write_edition: Write) -> None:
    exports = _rows("E", "1;42;C10A;1011;DE;568400000000", "1;00;C10A;1011;DE;11600000000", "1;98;C10A;1011;DE;7")
    text = render_warnings(read_trade(write_edition(exports, _year("I")), 2024).report).replace("\u00a0", " ")
    assert text.splitlines()[1:3] == [
        "- 11,6 Md€ (2 %) des exportations sous le code de département 00, sans page",
        "- 7 € (< 0,1 %) des exportations sous le code de département 98, sans page",
    ]


def test_five_unknown_departements_are_named_the_others_counted(write_edition: Write) -> None:
    exports = _rows("E", "1;42;C10A;1011;DE;9000", *(f"1;Z{n};C10A;1011;DE;{n}" for n in range(1, 8)))
    text = render_warnings(read_trade(write_edition(exports, _year("I")), 2024).report)
    assert [f"département Z{n}," in text for n in range(1, 8)] == [False, False, True, True, True, True, True]
    assert "- 2 autres codes de département sans page" in text


def test_a_code_that_our_tables_lack_is_told_before_its_page_has_an_address(write_edition: Write) -> None:
    others = {
        "Libelle_A129.txt": "C99Z;Produits | nouveaux;202401;999912\nC98Z;Sans échange;202401;999912\n",
        "Libelle_CPF4_rev2.2.txt": "2098;Colles;202401;999912\n",
        "Libelle_PAYS.txt": "DE;Allemagne;190001;999912\nQZ;Nouvel État;202401;999912\n",
    }
    exports = _year("E", "1;42;C99Z;2098;QZ;4")
    report = read_trade(write_edition(exports, _year("I"), others), 2024).report
    one, euros = {EXPORT: 1, IMPORT: 0}, {EXPORT: 4, IMPORT: 0}
    assert report.products.new == (CodeTotals("C99Z", one, euros, "Produits | nouveaux", "c99z"),)
    assert report.subproducts.new == (CodeTotals("2098", one, euros, "Colles", None),)
    assert report.countries.new == (CodeTotals("QZ", one, euros, "Nouvel État", "qz"),)
    text = render_report(report)
    for warning in (
        "- 1 produit que nos tables n'ont pas\n",
        "- 1 pays que nos tables n'ont pas\n",
        "- 1 poste CPF4 que nos tables n'ont pas : une autre révision de la CPF ?\n",
    ):
        assert warning in text
    assert re.search(r"\| C99Z \| `Produits ¦ nouveaux` \| 4.€ +\| 0.€ +\| `produits/c99z/` +\|", text)
    assert re.search(r"\| 2098 \| `Colles` +\| 4.€ +\| 0.€ +\| — ", text)
    assert "`pays/qz/`" in text


def test_codes_without_a_label_are_told_with_the_name_our_tables_give(write_edition: Write) -> None:
    others = {"Libelle_PAYS.txt": "DE;Allemagne;190001;999912\nXI;Saint-Martin;190001;200512\n"}
    exports = _year("E", "1;42;C10A;1011;XI;3", "1;42;C10A;1011;ZZ;4", "1;42;Z99Z;9999;DE;4")
    report = read_trade(write_edition(exports, _year("I"), others), 2024).report
    assert [(w.code, w.name) for w in report.countries.unlabelled] == [("XI", "Irlande du Nord"), ("ZZ", None)]
    assert [w.code for w in report.products.unlabelled] == ["Z99Z"]
    kinds = (report.products, report.subproducts, report.countries)
    assert [kind.has_labels for kind in kinds] == [False, False, True]
    assert report.countries.unlabelled[1].euros == {EXPORT: 4, IMPORT: 0}


def test_a_relabelled_product_is_told_and_quoted_as_it_is(write_edition: Write) -> None:
    others = {"Libelle_A129.txt": "A01Z;<b>Autre</b> | chose;200901;999912\nZ99Z;Inconnu;200901;999912\n"}
    report = read_trade(write_edition(_year("E"), _year("I"), others), 2024).report
    assert list(report.label_changes) == ["A01Z"]
    ours, theirs = report.label_changes["A01Z"]
    assert theirs == "<b>Autre</b> | chose"
    assert f"- A01Z : `<b>Autre</b> ¦ chose` au lieu de `{ours}`" in render_report(report)


def test_the_report_names_files_counts_and_what_was_ignored(write_edition: Write) -> None:
    other_year = "E;1;2023;42;18;C10A;1011;DE;1;1\n" * 1234
    empty_mass = "I;1;2024;42;18;C10A;1011;DE;1;\n"
    folder = write_edition(_year("E") + other_year, _year("I") + empty_mass, {"LISEZ-MOI.txt": "…"})
    text = render_report(read_trade(folder, 2024).report)
    assert f"- `export.txt` : 1{NNBSP}234 lignes de 2023, hors de l'édition" in text
    assert "| `import.txt` | masses vides, comptées 0 " in text
    assert "- `LISEZ-MOI.txt` : laissé de côté" in text
    assert "| `import.txt` | importations | 5 " in text


def test_repeated_keys_are_counted_beyond_the_first(write_edition: Write) -> None:
    again = ["1;42;C10A;1011;DE;7"] * 2
    other = "1;42;C10A;1011;FR;7"
    trade = read_trade(write_edition(_year("E", *again, other), _year("I")), 2024)
    check = check_trade(trade)
    assert check.repeated == {EXPORT: 2, IMPORT: 0}
    assert "- exportations : 2 lignes de même clé qu'une autre, additionnées" in render_report(
        trade.report, check=check
    )


@pytest.mark.parametrize(
    ("before", "after", "is_jump"),
    [(100, 150, False), (100, 151, True), (100, 50, False), (100, 49, True), (0, 1, True), (0, 0, False)],
)
def test_changes_of_more_than_half_between_quarters_are_told(
    write_edition: Write, before: int, after: int, is_jump: bool
) -> None:
    exports = _rows("E", f"1;42;C10A;1011;DE;{before}", f"2;42;C10A;1011;DE;{after}")
    check = check_trade(read_trade(write_edition(exports, _year("I")), 2024))
    assert check.jumps == ((Jump("42", EXPORT, 2, before, after),) if is_jump else ())


def test_a_missing_quarter_is_no_jump(write_edition: Write) -> None:
    exports = _rows("E", "1;42;C10A;1011;DE;100", "4;42;C10A;1011;DE;110")
    assert check_trade(read_trade(write_edition(exports, _year("I")), 2024)).jumps == ()


def test_a_departement_absent_from_a_quarter_is_a_jump(write_edition: Write) -> None:
    exports = _year("E", "1;05;C10A;1011;DE;100")
    check = check_trade(read_trade(write_edition(exports, _year("I")), 2024))
    assert check.jumps == (Jump("05", EXPORT, 2, 100, 0),)


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (4_192_100_000, Verdict.EQUAL),
        (4_192_149_999, Verdict.EQUAL),
        (4_192_050_000, Verdict.EQUAL),
        (4_192_150_000, Verdict.CLOSE),
        (4_194_196_050, Verdict.CLOSE),
        (4_194_196_051, Verdict.APART),
        (4_190_003_949, Verdict.APART),
    ],
)
def test_a_total_is_equal_close_or_apart(computed: int, verdict: Verdict) -> None:
    assert Reconciled("Loire", EXPORT, 4_192_100_000, computed, 10**5).verdict is verdict


@pytest.mark.parametrize(
    ("computed", "precision", "verdict"),
    [
        (67_649_999_999, 10**8, Verdict.EQUAL),
        (67_550_000_000, 10**8, Verdict.EQUAL),
        (67_549_999_999, 10**8, Verdict.APART),
        (67_600_499_999, 10**6, Verdict.EQUAL),
        (67_600_500_000, 10**6, Verdict.CLOSE),
    ],
)
def test_a_total_is_compared_at_the_published_precision(computed: int, precision: int, verdict: Verdict) -> None:
    assert Reconciled("Grand Est", EXPORT, 67_600_000_000, computed, precision).verdict is verdict


@pytest.mark.parametrize(
    ("closed", "asks"),
    [(date(2024, 4, 30), False), (date(2024, 5, 1), True), (date(2026, 11, 21), True), (date(2023, 12, 1), False)],
)
def test_a_gap_to_an_older_publication_asks_whether_it_was_revised(
    write_edition: Write, closed: date, asks: bool
) -> None:
    trade = read_trade(write_edition(*(_year(f).replace("2024", "2023") for f in "EI")), 2023)
    found = [r for r in reconcile(trade, closed) if r.place == "Pays de la Loire"]
    assert [(r.direction, r.published_eur, r.precision_eur) for r in found] == [
        (EXPORT, 25_477_000_000, 10**6),
        (IMPORT, 35_750_000_000, 10**6),
    ]
    text = render_report(trade.report, reconciliation=found)
    assert text.count("écart de plus de 0,05 % ; révisé depuis ?") == (2 if asks else 0)
    assert "- Tableau de bord éco des Pays de la Loire, d'après les douanes : <https://paysdelaloire" in text


def test_a_direction_that_was_not_published_is_not_compared(write_edition: Write) -> None:
    trade = read_trade(write_edition(_year("E"), _year("I")), 2024)
    found = reconcile(trade, CLOSED)
    assert [r.direction for r in found if r.place == "Île-de-France"] == [EXPORT]
    assert [r.direction for r in found if r.place == "Grand Est"] == [EXPORT, IMPORT]


def test_totals_are_held_against_the_published_ones_of_the_year(write_edition: Write) -> None:
    exports = _rows(
        "E",
        "1;42;C10A;1011;DE;4192100000",
        "1;99;C10A;1011;DE;7",
        "1;13;C10A;1011;DE;1",
        "1;98;C10A;1011;DE;5",
        *(f"{quarter};42;C10A;1011;DE;0" for quarter in (2, 3, 4)),
    )
    trade = read_trade(write_edition(exports, _year("I")), 2024)
    found = {(r.place, r.direction): r for r in reconcile(trade, CLOSED)}
    loire = found["Loire", EXPORT]
    assert (loire.published_eur, loire.computed_eur, loire.precision_eur) == (4_192_100_000, 4_192_100_000, 10**5)
    assert "Territoires d'industrie (ANCT, DGE)" in loire.source
    assert found["Provence-Alpes-Côte d'Azur", EXPORT].computed_eur == 8
    assert found["France", EXPORT].computed_eur == 4_192_100_013
    text = render_report(trade.report, reconciliation=list(found.values()))
    assert "identique à l'arrondi" in text
    assert "ATTENTION : écart de plus de 0,05 %" in text


def test_an_incomplete_year_is_not_blamed_for_its_gaps(write_edition: Write) -> None:
    trade = read_trade(write_edition(), 2024)
    text = render_report(trade.report, reconciliation=reconcile(trade, CLOSED))
    assert "les écarts ne disent rien" in text
    assert "sans objet : année incomplète" in text
    assert "ATTENTION" not in text
    assert "Rapport de lecture 2024 (année incomplète)" in text


def test_a_demonstration_is_not_blamed_for_its_gaps(write_edition: Write) -> None:
    mark = {"Libelle_A129.txt": f"A01Z;{DEMO_MARK_LABEL};190001;190012\n"}
    trade = read_trade(write_edition(_year("E"), _year("I"), mark), 2024)
    text = render_report(trade.report, reconciliation=reconcile(trade, CLOSED))
    assert "sans objet : démonstration" in text
    assert "ATTENTION" not in text


def test_warnings_are_counted(write_edition: Write) -> None:
    exports = _year("E", "1;98;C10A;1011;DE;3") + "E;1;2023;42;18;C10A;1011;DE;1;1\n"
    trade = read_trade(write_edition(exports, _year("I")), 2024)
    text = render_report(trade.report, reconciliation=reconcile(trade, CLOSED), check=check_trade(trade))
    warnings = text.split("### Avertissements\n")[1].split("###")[0].strip().splitlines()
    assert warnings == [
        "- 3\u00a0€ (0,7\u00a0%) des exportations sous le code de département 98, sans page",
        "- 100 départements sans aucune ligne",
        "- 1 fichier qui contient d'autres années",
        "- 22 totaux qui s'écartent des totaux publiés",
        "- 1 variation de plus de la moitié d'un trimestre à l'autre",
    ]
    labels = {"Libelle_CPF4.txt": "1011;Viande;190001;999912\n"}
    quiet = read_trade(write_edition(*(_year(f).replace("2024", "1999") for f in "EI"), labels), 1999)
    assert "### Avertissements\n\n- 100 départements sans aucune ligne\n\n#" in render_report(
        quiet.report, check=check_trade(quiet)
    )


def test_a_year_without_published_totals_says_so(write_edition: Write) -> None:
    folder = write_edition(_year("E").replace("2024", "1999"), _year("I").replace("2024", "1999"))
    trade = read_trade(folder, 1999)
    assert reconcile(trade, CLOSED) == ()
    assert "Aucun total publié n'est connu pour 1999." in render_report(trade.report)


def test_untrusted_text_cannot_leave_its_code_span_nor_its_cell() -> None:
    assert verbatim("a`b|c") == "`a'b¦c`"


def test_columns_line_up() -> None:
    assert table([["a", "bbb"], ["cc", "d"]]) == "| a  | bbb |\n|----|-----|\n| cc | d   |"
