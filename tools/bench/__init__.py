"""The benchmark: builds compared with a naive generator, and pages in a browser. `make bench` runs all of it."""
