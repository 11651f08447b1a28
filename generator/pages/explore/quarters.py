"""The series of a product or of a partner: its figure, its place on the page, its files."""

from __future__ import annotations

from generator.context import EditionContext
from generator.exports.csv import csv_text
from generator.figures.figure import Figure, FigureContext
from generator.figures.quarters.kind import NAME, QUARTERS, quarters_figure, series_rows
from generator.pages.explore.topic import Topic
from generator.pages.links import Links
from generator.pages.portrait.views import FigureView


def topic_figure(topic: Topic, edition: EditionContext) -> Figure | None:
    """The quarters of the whole country's trade in the product, or with the partner."""
    context = FigureContext(topic.name, edition.period, edition.source_line, edition.demonstration)
    return quarters_figure(topic.series, context)


def topic_view(topic: Topic, edition: EditionContext, links: Links) -> FigureView | None:
    """The figure's place on the page of the topic; ``None`` without any series."""
    figure = topic_figure(topic, edition)
    if figure is None:
        return None
    wide, narrow = figure.wide, figure.narrow
    slug = topic.path.rpartition("/")[2]
    return FigureView(
        id=f"fig-{NAME}",
        name=NAME,
        key=f"{topic.path}/{NAME}",
        base=links.own_files(topic.path),
        wide=(wide.width, wide.height),
        narrow=(narrow.width, narrow.height),
        file_stem=f"{slug}-{NAME}-{edition.file_mark}",
        live=links.is_newest,
        embed=None,
    )


def topic_table(topic: Topic) -> str:
    """``trimestres.csv``."""
    return csv_text(QUARTERS.columns, series_rows(topic.series))
