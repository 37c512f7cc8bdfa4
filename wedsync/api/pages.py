"""Pages by cursor: no COUNT, no OFFSET, the same cost on page one and page thousand."""

from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    ordering = "-pk"  # UUIDv7: newest first
