"""What planners answer."""
