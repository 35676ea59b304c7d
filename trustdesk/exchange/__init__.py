"""In and out: the program workbook, the calendar."""
