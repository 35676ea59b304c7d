"""The steps from each version of the schema to the next; never edited once released."""
