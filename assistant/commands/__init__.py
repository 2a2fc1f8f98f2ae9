"""The commands of the command line: each parses its options, calls the library and shows what comes back."""
