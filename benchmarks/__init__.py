"""How fast the house is, as ratios of things measured side by side in one run: `python -m benchmarks.signin`."""
