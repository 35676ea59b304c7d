"""Texts that programs commonly trip over, and such as no field takes."""

from __future__ import annotations

from typing import Final

TEXTS: Final = (
    "<b>bold</b>", "Jane <jane@x.example>", "a<b", "a>b & c", "&amp; &lt; &#65;",
    "<img src=/etc/passwd>", '<img src="file:///etc/passwd"/>', "<script>alert(1)</script>",
    "<!-- gone -->", "</para><para>", "]]>", "<?xml version='1.0'?>",
    "<a href='http://nowhere.example'>x</a>", "https://nowhere.example/?a=b#c", "=1+1", "+1",
    "-1", "@SUM(A1)", "'=1", "''quoted", '=cmd|"/c calc"!A1', "=HYPERLINK(\"http://x\")",
    "\t=1", "$x^2$", "\\frac{a}{b}", "_hidden", "__init__", "100 %", "%s %d %(x)s",
    "{} {0} {n} {name!r}", "{{x}}", "$HOME", "`id`", "$(id)", "; rm -rf /",
    "'; DROP TABLE commitment; --", '" OR 1=1', "NEAR(a b)", "a AND", "col:x*", "^a -b",
    "../../etc/passwd", "C:\\Windows\\x", "CON", "nul.txt", ".hidden", "a/b\\c:d*e?f",
    "trailing dot.", "a,b;c|d", 'say "so"', "it's", "BEGIN:VCALENDAR", "END:VEVENT", "A;B:C\\n",
    "_x0041_ _x000D_", "TRUE", "1e5", "2026-01-01", "#REF!", "null", "NaN", "joint; consultant",
    "ends with ;", "Party: words; Party: more", "\u202eturned\u202c", "\u2066apart\u2069",
    "zero\u200bwidth\ufeff", "soft\u00adhyphen", "no\u00a0break", "\u2028 \u2029",
    "e\u0301 vs é", "Z\u0351\u036b\u0343", "ﬁ ﬀ ½ ²", "İıſß", "שלום עולם", "مرحبا", "日本語テキスト",
    "नमस्ते", "👩‍👩‍👧 🏳️‍🌈", "𝔘𝔫𝔦", "\U0010fffd", "word " * 90, "x" * 480, "two\nlines",
    "many\n\n\nlines", "  spaces around  ", "tab\there", "long " * 3_990,
)  # fmt: skip
"""What a field takes and every output has to give back as it is."""

REFUSED: Final = (
    "\x00",
    "a\x00b",
    "\x1b[31mred",
    "\x07",
    "\x7f",
    "\x85",
    "\ud800",
    "\udfff",
    "\uffff",
    "\r",
    "x" * 20_001,
)
"""What no field takes."""
