"""How a set of sessions is placed by search: pure, so that it can be judged without a database."""
