"""The catalogue as harvesters read it: DCAT-AP's shapes, and the rules of data.gouv.fr's own reader."""

import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH

from generator.context import edition_context
from generator.edition import edition
from generator.exports.dcat import DataFile, Dataset, catalogue
from generator.reference.territories import departements, france, regions

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, about itself
ROOT = "https://portraits.example/"
UNKNOWN = {"name": "", "contact": ""}
SHAPES = Path(__file__).with_name("dcat_ap.ttl")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
GEOJSON = URIRef("https://www.iana.org/assignments/media-types/application/vnd.geo+json")
RECOMMENDED_BUT_UNKNOWN = {(FOAF.Agent, DCTERMS.type)}
"""What kind of body a publisher is, only the publisher knows."""


def made(publisher: dict[str, str], *, demonstration: bool = False, quarters: tuple[int, ...] = (1, 2, 3, 4)) -> Graph:
    newest = edition_context(edition("2024"), [quarters, quarters], demonstration=demonstration)
    older = edition_context(edition("2023"), [(1, 2, 3, 4)] * 2, demonstration=demonstration)
    package = DataFile("telechargements/portraits-2024-csv.zip", 12, "ab" * 32)
    frozen = DataFile("2023/telechargements/portraits-2023.parquet", 7, "cd" * 32)
    datasets = [Dataset("donnees/", newest, [package]), Dataset("2023/", older, [frozen])]
    for territory in (*departements()[:2], regions()[5], france()):
        file = DataFile(f"{territory.path}/balance.csv", 5, "0f" * 32)
        datasets.append(Dataset(f"{territory.path}/", newest, [file], territory))
    text = catalogue(datasets, publisher, ROOT)
    return Graph().parse(data=text, format="json-ld")


@pytest.mark.parametrize(
    ("publisher", "demonstration", "quarters"),
    [
        (UNKNOWN, True, (1, 2, 3, 4)),
        ({"name": "Agence « du » <b>lieu</b>", "contact": "contact@agence.example"}, False, (1, 3)),
        ({"name": "Agence", "contact": "04 77 00 00 00"}, False, (1, 2, 3, 4)),
    ],
)
def test_the_catalogue_conforms_to_the_profile(
    publisher: dict[str, str], demonstration: bool, quarters: tuple[int, ...]
) -> None:
    graph = made(publisher, demonstration=demonstration, quarters=quarters)
    _, report, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    violations = list(report.subjects(SH.resultSeverity, SH.Violation))
    assert not violations, text
    warned = {
        (kind, report.value(result, SH.resultPath))
        for result in report.subjects(SH.resultSeverity, SH.Warning)
        for kind in graph.objects(report.value(result, SH.focusNode), RDF.type)
        if kind != FOAF.Organization
    }
    assert warned <= RECOMMENDED_BUT_UNKNOWN


def test_data_gouv_finds_an_identifier_and_a_polygon_in_each_dataset() -> None:
    graph = made(UNKNOWN)
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    identifiers = {str(graph.value(dataset, DCTERMS.identifier)) for dataset in datasets}
    assert len(datasets) == len(identifiers) == 6
    assert "portraits-commerce-exterieur/editions/2023" in identifiers
    assert all(str(dataset).startswith("urn:uuid:") for dataset in datasets)
    for dataset in datasets:
        shapes = [
            json.loads(shape)
            for place in graph.objects(dataset, DCTERMS.spatial)
            for shape in graph.objects(place)
            if isinstance(shape, Literal) and shape.datatype == GEOJSON
        ]
        assert [shape["type"] in ("Polygon", "MultiPolygon") for shape in shapes] == [True]
        assert graph.value(dataset, DCTERMS.modified) is not None
        for distribution in graph.objects(dataset, DCAT.distribution):
            assert str(graph.value(distribution, DCAT.downloadURL)).startswith(ROOT)
            assert str(graph.value(distribution, DCAT.mediaType)).startswith("https://www.iana.org/")


def test_a_frozen_edition_is_never_to_change_and_the_newest_is() -> None:
    graph = made(UNKNOWN)
    frequencies = {
        str(graph.value(dataset, DCTERMS.identifier)).rpartition("/")[2]: str(
            graph.value(dataset, DCTERMS.accrualPeriodicity)
        ).rpartition("/")[2]
        for dataset in graph.subjects(RDF.type, DCAT.Dataset)
    }
    assert (frequencies["2023"], frequencies["2024"]) == ("NEVER", "QUARTERLY")
