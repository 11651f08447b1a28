"""Files to download (JSON, CSV, ODS, XLSX, Parquet), what describes them, and what was published before."""
