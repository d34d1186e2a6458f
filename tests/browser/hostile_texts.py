"""Texts that try to run as code, each in its own way out of where it stands."""

# ``ran(…)`` is what the test listens for.  All fit into the shortest field, 60 letters.
PAYLOADS = (
    "<script>ran(1)</script>",
    '"><script>ran(2)</script>',
    "'><img src=x onerror=ran(3)>",
    "<svg onload=ran(4)>",
    "</title><script>ran(5)</script>",
    "</script><script>ran(6)</script>",
    '" onmouseover="ran(7)" autofocus onfocus="ran(7)" x="',
    "' onmouseover='ran(8)' x='",
    "javascript:ran(9)",
    '<iframe srcdoc="<script>parent.ran(10)</script>"></iframe>',
    "</style><script>ran(11)</script>",
    "--><script>ran(12)</script>",
    "&lt;script&gt;ran(13)&lt;/script&gt;",
    "]]><script>ran(14)</script>{{ ran(14) }}",
    "<details open ontoggle=ran(15)>",
    "\\u003cscript\\u003eran(16)\\u003c/script\\u003e",
    "</textarea><script>ran(17)</script>",
)
