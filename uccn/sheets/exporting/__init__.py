"""From records to files: exactly the rows that were asked for, in pages, with the columns that the person may see."""
