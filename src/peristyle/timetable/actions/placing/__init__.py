"""What planners have searched, and do with what was found."""
