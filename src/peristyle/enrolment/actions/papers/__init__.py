"""The papers of an enrolment: issue one, mail one."""
