"""A naive generator, as the baseline of the benchmark; not part of the site."""
