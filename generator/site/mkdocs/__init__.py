"""Runs MkDocs with Material's theme; the only folder that touches what is private in them.

| name | why | without it |
| --- | --- | --- |
| ``mkdocs.commands.build._build_page`` | renders and writes one page, in the process that read it | no sharing |
| ``mkdocs.commands.build._build_theme_template`` | writes ``404.html`` and the sitemap | both are missing |
| ``mkdocs.commands.build._populate_page`` | reads one page: Markdown to HTML | no sharing |
| ``material.plugins.search.plugin.SearchPlugin`` | its index takes the entries of all processes | no search |
| ``material.plugins.search.plugin.Element`` | what ``sections.py`` makes in place of its parser | slower |
| ``material.plugins.search.plugin.Section`` | the same | slower |
| ``material.plugins.search.plugin.void`` | HTML elements that have no end | slower |

``tests/site/test_private_names.py`` keeps the table complete and the names in this folder. ``site/serve.py`` alone
imports from MkDocs besides: ``mkdocs.livereload.LiveReloadServer``, a public class.
"""
