"""The sample paper: The Outer Light of Wendelhaven, a town that does not exist.

Words and pictures lie here as data; ``read`` turns the words into plain values, ``drawings``
draws the pictures, and the loader beside them puts both into an empty paper.
"""
