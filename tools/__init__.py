"""What the Makefile runs: import contracts, translation catalogues, Debian packages."""
