"""The News Ticker: single lines, filed from a keyboard and gone the moment their story is."""
