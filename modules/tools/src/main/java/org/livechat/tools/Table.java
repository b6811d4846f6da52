package org.livechat.tools;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, aligned by the columns that they take on a terminal. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row of as many cells as there are headings. */
    public Table row(List<String> cells) {
        rows.add(cells.stream().map(HarmlessText::of).toList());
        return this;
    }

    public void print(Screen screen) {
        screen.line(screen.styled(Style.HEADING, line(headings)));
        rows.forEach(row -> screen.line(line(row)));
        if (rows.isEmpty()) {
            screen.line(screen.styled(Style.DIM, "(none)"));
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            boolean last = column == cells.size() - 1;
            line.append(last ? cells.get(column) : TextWidth.padded(cells.get(column), width(column)) + GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> TextWidth.of(row.get(column)))
                .reduce(TextWidth.of(headings.get(column)), Math::max);
    }
}
