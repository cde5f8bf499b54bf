"""Decisions as callers see them, and their explanation for people."""
