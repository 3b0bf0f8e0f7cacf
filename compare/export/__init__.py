"""An archive's views and tables as files for other programs, described beside them."""

from compare.export.copying import FORMS, Form, export

__all__ = ["FORMS", "Form", "export"]
