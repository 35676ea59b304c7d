"""The look that screen, chart and print share: colours, faces and marks, as plain data without a toolkit."""
