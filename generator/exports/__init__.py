"""The files one takes away: JSON, CSV, ODS, Parquet and what describes them."""
