"""doccheck: finds outdated (hết hiệu lực) and out-of-authority (sai thẩm quyền) legal documents."""

__version__ = "0.1.0"
