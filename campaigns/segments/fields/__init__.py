"""What can be asked of people and their weddings, a file a noun."""
