"""What the registrar's officers do about students and files."""
