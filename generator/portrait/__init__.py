"""The figures and measures of a territory, as pure functions of the rows, by the rules of REFERENCE.md."""
