"""The model of a Programme: passport, measures, journal, ids, shape of the file."""
