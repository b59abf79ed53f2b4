"""The drafter's own Word file with comments and tracked changes (bản Word có ghi chú): nothing else in it changes."""
