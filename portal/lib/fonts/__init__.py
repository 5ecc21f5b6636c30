"""The web's fonts: small files by script, made from the full fonts of their packages when static files are collected."""
