"""Reading exams: who sits, what lacks, who is free, what students are told."""
