"""The tests of the house; they mirror `src/peristyle/`."""
