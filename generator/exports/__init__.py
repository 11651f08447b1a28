"""Files to download: JSON, CSV, ODS, XLSX, Parquet and what describes them."""
