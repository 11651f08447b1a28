"""The benchmark: builds beside a plain generator, and pages in a browser. `make bench` runs all of it."""
