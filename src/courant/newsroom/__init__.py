"""The newsroom: articles, fronts, desks, bylines, photos and their addresses."""
