"""Entities and the same things in the databases of others: asked over HTTP, decided by a reader."""
