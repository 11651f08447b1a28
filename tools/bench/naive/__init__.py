"""The generator one would write first, for the benchmark to be measured against: no part of the site."""
