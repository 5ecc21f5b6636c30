"""Tests of the agenda's editor."""
