// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
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
import java.util.HashMap;
import java.util.Iterator;
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
    private final List<String> names = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private CsvHeader header;
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
            table.problem(Math.max(1, table.line), 1, "The text is not UTF-8 from about here on.");
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
            header = new CsvHeader(names, columns);
            header.twice().forEach(name -> problem(line, 1, "The file has two columns " + name + "."));
            head.accept(this);
            boolean readable = found == 0;
            if (readable && !lines.hasNext()) {
                problem(1, 1, "The file has no rows.");
            }
            while (readable && lines.hasNext() && found < MOST_PROBLEMS) {
                if (lines.next()) {
                    row.accept(this);
                }
            }
        } catch (CsvParseException e) {
            problem(Math.max(1, line), 1, "The row cannot be read as CSV.");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    boolean has(int column) {
        return header.has(column);
    }

    /** Adds a problem for each of these columns that is not there. */
    void require(int... needed) {
        for (int column : needed) {
            if (!has(column)) {
                String name = columns[column].name();
                problem(1, 1, "The file has no column " + name + "." + NearestName.advice(name, names));
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

    /** A note about the columns that are not used; empty when all are. */
    Optional<Note> unused() {
        return header == null
                ? Optional.empty()
                : header.unused().map(names -> new Note(source.at(1, 1), "not used: " + names));
    }

    /** Adds a problem when a row before has the same text in this column. */
    void requireUnique(int column) {
        Long before = texts[column] == null ? null : seen.putIfAbsent(texts[column], line);
        if (before != null) {
            String name = columns[column].name() + " " + Text.printable(texts[column]);
            problem(column, name + " is given twice; line " + before + " has it already.");
        }
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
        if (header == null) {
            names.add(name(new String(buffer, offset, length)));
        } else if (header.columnOf(field) != CsvHeader.UNUSED) {
            value(header.columnOf(field), buffer, offset, length);
        }
        place += length + (quoted ? 3 : 1);
    }

    private String name(String text) {
        return (names.isEmpty() && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
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
        if (header == null || getRecordType() == RecordType.EMPTY) {
            return true;
        }
        if (getFieldCount() != names.size()) {
            problem(line, 1, "The row has " + getFieldCount() + " fields, the header " + names.size() + ".");
            return false;
        }
        return found == foundBefore;
    }
}
