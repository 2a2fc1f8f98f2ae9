"""What leaves the product as a file: tables for a spreadsheet, documents for a word processor."""
