"""How the paper looks and what it says: templates, style, wording, and what joins them."""
