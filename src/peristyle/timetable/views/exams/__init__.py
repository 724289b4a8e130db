"""Pages of exams: planners', and those of whoever sits or watches over them."""
