"""Exams: rooms, invigilators, seats, summonses, what students are entitled to."""
