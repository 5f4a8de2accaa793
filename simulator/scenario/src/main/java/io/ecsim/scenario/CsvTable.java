// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ecsim.aws.NearestName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of many rows, read into numbers as it goes by: no row is kept, and none is an object. Columns are found by
 * their names. What is wrong with the file is added to the problems, at most {@value #MOST_PROBLEMS} of a file.
 */
final class CsvTable extends AbstractBaseCsvCallbackHandler<Boolean> {
    /** The number of a field without text. */
    private static final int ABSENT = -1;

    private static final int MOST_PROBLEMS = 20;
    private static final int UNUSED = -1;

    /**
     * A column that is used.
     *
     * @param what is counted in it, such as {@code MiB}; null for a column of text
     * @param least number allowed
     */
    record Column(String name, String what, int least) {
        static Column ofText(String name) {
            return new Column(name, null, 0);
        }
    }

    private final Source source;
    private final List<Problem> problems;
    private final Column[] columns;
    private final int[] numbers;
    private final String[] texts;
    private final int[] places;
    private final boolean[] present;
    private int[] columnOfField;
    private final List<String> header = new ArrayList<>();
    private long line;
    private int place;
    private int found;
    private int foundBefore;

    private CsvTable(Source source, List<Column> columns, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
        this.columns = columns.toArray(new Column[0]);
        numbers = new int[this.columns.length];
        texts = new String[this.columns.length];
        places = new int[this.columns.length];
        present = new boolean[this.columns.length];
    }

    /**
     * Reads a file.
     *
     * @param columns by their indices in this list they are asked for
     * @param header looks at the columns; when it adds a problem, no row is read
     * @param row takes a row, in which every field was understood
     * @return the table after its last row
     */
    static CsvTable read(
            Path file,
            List<Column> columns,
            List<Problem> problems,
            Consumer<CsvTable> header,
            Consumer<CsvTable> row) {
        CsvTable table = new CsvTable(Source.of(file), columns, problems);
        if (!Files.exists(file) || Files.isDirectory(file)) {
            table.problem(0, 0, Files.exists(file) ? "This is a folder, not a file." : "The file does not exist.");
            return table;
        }
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            table.read(reader, header, row);
        } catch (CharacterCodingException e) {
            table.problem(table.line + 1, 1, "The text is not UTF-8 from about here on.");
        } catch (IOException e) {
            table.problem(0, 0, "The file cannot be read: " + e.getClass().getSimpleName() + ".");
        }
        return table;
    }

    private void read(Reader reader, Consumer<CsvTable> head, Consumer<CsvTable> row) throws IOException {
        try {
            Iterator<Boolean> lines = CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(this, reader)
                    .iterator();
            if (!lines.hasNext()) {
                problem(1, 1, "The file is empty; it needs a header.");
                return;
            }
            lines.next();
            findColumns();
            head.accept(this);
            if (found == 0 && !lines.hasNext()) {
                problem(line, 1, "The file has no rows.");
            }
            boolean readable = found == 0;
            while (readable && lines.hasNext() && found < MOST_PROBLEMS) {
                if (lines.next()) {
                    row.accept(this);
                }
            }
        } catch (CsvParseException e) {
            problem(line + 1, 1, "The row cannot be read as CSV.");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void findColumns() {
        columnOfField = new int[header.size()];
        Arrays.fill(columnOfField, UNUSED);
        for (int i = 0; i < columns.length; i++) {
            int field = header.indexOf(columns[i].name());
            if (field >= 0) {
                columnOfField[field] = i;
                present[i] = true;
            }
            if (field != header.lastIndexOf(columns[i].name())) {
                problem(line, 1, "The file has two columns " + columns[i].name() + ".");
            }
        }
    }

    boolean has(int column) {
        return present[column];
    }

    /** Adds a problem for each of these columns that is not there. */
    void require(int... needed) {
        for (int column : needed) {
            if (!present[column]) {
                String name = columns[column].name();
                problem(1, 1, "The file has no column " + name + "." + NearestName.advice(name, header));
            }
        }
    }

    /** Whether the row has numbers in these columns; adds a problem for each where it has none. */
    boolean requireNumbers(int... needed) {
        int before = found;
        for (int column : needed) {
            if (numbers[column] == ABSENT) {
                problem(column, "The row has no " + columns[column].name() + ".");
            }
        }
        return found == before;
    }

    /** One sentence about the columns that are not used, with the names that were probably meant; empty without any. */
    Optional<String> unused() {
        Map<String, String> unused = new LinkedHashMap<>();
        List<String> missing = Arrays.stream(columns)
                .map(Column::name)
                .filter(name -> !header.contains(name))
                .toList();
        for (int field = 0; columnOfField != null && field < columnOfField.length; field++) {
            if (columnOfField[field] == UNUSED) {
                String name = Text.printable(header.get(field));
                unused.put(
                        name,
                        NearestName.of(name, missing)
                                .map(near -> " (did you mean " + near + "?)")
                                .orElse(""));
            }
        }
        List<String> words = new ArrayList<>();
        unused.forEach((name, meant) -> words.add((name.isEmpty() ? "without a name" : name) + meant));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(source.shown() + ": not used: " + String.join(", ", words));
    }

    /** The number in a column of the row, which must have one. */
    int number(int column) {
        return numbers[column];
    }

    /** The number in a column of the row, or another when the field is empty or there is no such column. */
    int numberOr(int column, int otherwise) {
        return numbers[column] == ABSENT ? otherwise : numbers[column];
    }

    /** The text in a column of the row; null when the field is empty or there is no such column. */
    String text(int column) {
        return texts[column];
    }

    /** Adds a problem with a field of the row; one that is not there is looked for at the row's beginning. */
    void problem(int column, String message) {
        problem(line, Math.max(1, places[column]), message);
    }

    private void problem(long atLine, int atColumn, String message) {
        if (found == MOST_PROBLEMS) {
            return;
        }
        found++;
        String text = found == MOST_PROBLEMS ? message + " More may follow." : message;
        problems.add(Problem.of(source.at(Math.toIntExact(atLine), atColumn), "", text));
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        place = 1;
        foundBefore = found;
        Arrays.fill(numbers, ABSENT);
        Arrays.fill(texts, null);
        Arrays.fill(places, 0);
    }

    @Override
    protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
        if (columnOfField == null) {
            header.add(header(new String(buffer, offset, length)));
        } else if (field < columnOfField.length && columnOfField[field] != UNUSED) {
            value(columnOfField[field], buffer, offset, length);
        }
        place += length + (quoted ? 3 : 1);
    }

    private String header(String text) {
        return (header.isEmpty() && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    }

    private void value(int column, char[] buffer, int offset, int length) {
        places[column] = place;
        int from = offset;
        int to = offset + length;
        while (from < to && buffer[from] == ' ') {
            from++;
        }
        while (from < to && buffer[to - 1] == ' ') {
            to--;
        }
        if (from == to) {
            return;
        }
        if (columns[column].what() == null) {
            texts[column] = new String(buffer, from, to - from);
            return;
        }
        numbers[column] = number(buffer, from, to);
        if (numbers[column] < columns[column].least()) {
            problem(
                    column,
                    columns[column].name() + " must be a whole number of " + columns[column].what() + " from "
                            + columns[column].least() + " to " + Integer.MAX_VALUE + ", not \""
                            + Text.printable(new String(buffer, from, Math.min(to - from, 40))) + "\".");
        }
    }

    /** Less than all that is allowed for what is no whole number, or one too large. */
    private static int number(char[] buffer, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return ABSENT;
            }
            number = 10 * number + digit;
            if (number > Integer.MAX_VALUE) {
                return ABSENT;
            }
        }
        return (int) number;
    }

    /** Whether nothing is wrong with the row. */
    @Override
    protected Boolean buildRecord() {
        if (columnOfField == null) {
            return true;
        }
        if (getFieldCount() != columnOfField.length) {
            problem(line, 1, "The row has " + getFieldCount() + " fields, the header " + columnOfField.length + ".");
            return false;
        }
        return found == foundBefore;
    }
}
