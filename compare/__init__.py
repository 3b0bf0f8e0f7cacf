"""duizhao (对照): what annual government work reports planned, held against what was achieved."""

__version__ = "0.1.0"
