"""Benchmarks that need a browser; `make bench` runs them."""
