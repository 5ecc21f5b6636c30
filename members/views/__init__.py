"""Readers' screens about people, their ways in, and what they ask for."""
