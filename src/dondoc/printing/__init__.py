"""In văn bản — a `Sheet` of values and a form give DOCX, PDF, XLSX. No Django."""
