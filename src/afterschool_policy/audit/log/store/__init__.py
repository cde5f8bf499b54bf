"""The log's database: the only place that knows SQL, the same code for SQLite and PostgreSQL."""
