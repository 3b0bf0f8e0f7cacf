"""The rules as data: one TOML file a subject, and one loader for all of them.

`loader.table` reads any of the files; `indicators` and `places` compile theirs.
"""
