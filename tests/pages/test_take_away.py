"""What a reader takes away: the spreadsheet, the edition's tables, the schema that describes ``portrait.json``."""

import json

import pytest
from jsonschema import Draft202012Validator

from generator.compute import EditionData
from generator.reference.tables import PROJECT
from generator.reference.territories import territories
from generator.site.files import portrait_text

SCHEMA = PROJECT / "docs" / "schema" / "portrait.schema.json"
LOIRE = next(t for t in territories() if t.code == "42")


def test_every_portrait_is_as_the_schema_says(demo: EditionData) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for territory in demo.diversifications:
        text = portrait_text(demo, territory)
        assert [error.message for error in validator.iter_errors(json.loads(text))] == [], territory.name


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("schema", 2), ("edition", 2024), ("balance", [{"pays": "DE"}]), ("flux_export", None), ("other", 1)],
)
def test_the_schema_refuses_what_is_wrong(key: str, wrong: object, demo: EditionData) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    content = json.loads(portrait_text(demo, LOIRE))
    assert validator.is_valid(content)
    assert not validator.is_valid({**content, key: wrong})
