"""Views (các trang), one module a room."""
