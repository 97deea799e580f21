"""From a table to changes of records: what its columns mean, what each row would do, and doing it in sets."""
