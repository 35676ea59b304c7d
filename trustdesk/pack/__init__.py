"""Printed packs: the layout that all documents share, and the documents made of it.

The layout, from the smallest to the whole (each module says more):

`typography`      the type scale; text broken into lines and drawn, always literally
`mark_drawing`    the marks of outcomes and risk steps
`paper`           sizes (`A4`, `LETTER`), margins, the text area
`page`            running head and foot, rules
`flow`            `Block` and `Strip`; strips broken into pages
`blocks`          `Title`, `Heading`, `Paragraph`, `note`, `Callout`, `Bullets`, `Definitions`, `EmptyLine`,
                  `Space`
`forms`           `TickList`, `Signatures`, `Legend`
`columns`         `Columns` side by side, `Together` on one page
`table`           `Table` of `Column`s, rows of `Cell`s, `Group`s
`bands`           `KeyFigures`, `StageBand`, `ShareBars`
`figure_drawing`  `FigureBlock`: a matplotlib figure as vectors and text
`cover`           `Front`: what a document says of itself
`document`        `build(front, sections, …)` gives the finished `Document`
"""
