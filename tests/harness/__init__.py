"""What every test leans on: a strict database, a page client, letters, a clock, a browser."""
