"""Who is meant: conditions as a tree, read from JSON, asked of the database in one query."""
