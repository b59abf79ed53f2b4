from doccheck.model.report import Finding as Finding
from doccheck.model.report import Report as Report
from doccheck.pipeline import Tools as Tools
from doccheck.pipeline import check_document as check_document
from doccheck.pipeline import check_many as check_many
from doccheck.pipeline import open_tools as open_tools

__version__: str
