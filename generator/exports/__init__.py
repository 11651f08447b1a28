"""Files to download (JSON, CSV, ODS, XLSX, Parquet), their descriptions, and the history of publications."""
