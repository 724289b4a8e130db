"""What exams follow: seats, extra time, invigilators, clashes."""
