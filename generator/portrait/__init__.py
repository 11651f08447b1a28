"""The figures of a territory: pure functions of the rows, by the rules of REFERENCE.md."""
