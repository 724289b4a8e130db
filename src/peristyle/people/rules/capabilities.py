"""What IT may do with records of persons."""

MERGE_DUPLICATES = "people.merge_duplicates"
