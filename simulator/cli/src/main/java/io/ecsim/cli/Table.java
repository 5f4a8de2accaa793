// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: words to the left, numbers to the right, two spaces between. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final String indent;
    private final int headers;

    /** @param header may be left out; then the first row says how many columns there are */
    Table(String indent, String... header) {
        this.indent = indent;
        headers = header.length == 0 ? 0 : 1;
        if (headers > 0) {
            rows.add(header);
        }
    }

    void row(Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            texts[i] = String.valueOf(cells[i]);
        }
        rows.add(texts);
    }

    /** Lines, each with its end, none with spaces before it. */
    @Override
    public String toString() {
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(width(i) - length(row[i]));
                line.append(i == 0 ? "" : "  ").append(isNumeric(i) ? padding + row[i] : row[i] + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row[column])).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream().skip(headers).allMatch(row -> row[column].matches("[-+]?[\\d,.:]+( ?[%a-z]+)?|-?"));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
