"""The pages of planners."""
