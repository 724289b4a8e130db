"""What planners answer about exams."""
