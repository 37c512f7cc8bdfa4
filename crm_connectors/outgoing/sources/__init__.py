"""What has happened, read where it is written down: a file for each table it stands in."""
