// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ecsim.aws.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of measurements: a header and rows, every field with its place. */
final class Csv {
    private static final int MAX_FIELD = 10_000;

    private final Source source;
    private final List<String> header;
    private final List<CsvRecord> rows;

    private Csv(Source source, List<String> header, List<CsvRecord> rows) {
        this.source = source;
        this.header = header;
        this.rows = rows;
    }

    /** Reads the file that a node names; null when a problem was added. */
    static Csv read(Node.Scalar name, Reading reading) {
        Path file = FileName.resolve(name);
        String text = Document.text(file, name.at(), Document.MAX_BYTES, reading.problems());
        if (text == null) {
            return null;
        }
        Source source = Source.of(file);
        List<CsvRecord> records = records(text, source, reading);
        if (records == null) {
            return null;
        }
        if (records.isEmpty()) {
            reading.problems().add(Problem.of(source.at(1, 1), "", "The file is empty; it needs a header."));
            return null;
        }
        Csv csv = new Csv(source, records.get(0).getFields(), records.subList(1, records.size()));
        return csv.fieldsAreShort(records, reading) ? csv : null;
    }

    private static List<CsvRecord> records(String text, Source source, Reading reading) {
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)
                    .forEach(records::add);
            return records;
        } catch (CsvParseException e) {
            int line = records.isEmpty()
                    ? 1
                    : Math.toIntExact(records.get(records.size() - 1).getStartingLineNumber()) + 1;
            reading.problems().add(Problem.of(source.at(line, 1), "", "The row cannot be read as CSV."));
            return null;
        }
    }

    private boolean fieldsAreShort(List<CsvRecord> records, Reading reading) {
        for (CsvRecord row : records) {
            for (int i = 0; i < row.getFieldCount(); i++) {
                if (row.getField(i).length() > MAX_FIELD) {
                    problem(row, i, "The field has more than 10,000 characters.", reading);
                    return false;
                }
            }
        }
        return true;
    }

    List<CsvRecord> rows() {
        return rows;
    }

    /** The names of the columns. */
    List<String> header() {
        return header;
    }

    /** The index of a column; -1 when a problem was added. */
    int column(String name, Reading reading) {
        int index = header.indexOf(name);
        if (index < 0) {
            String message = "The file has no column " + Text.printable(name) + "." + NearestName.advice(name, header);
            reading.problems().add(Problem.of(source.at(1, 1), "", message));
        }
        return index;
    }

    /** The text of a field; null when the row is too short, which is a problem then. */
    String field(CsvRecord row, int column, Reading reading) {
        if (column < row.getFieldCount()) {
            return row.getField(column);
        }
        problem(row, row.getFieldCount() - 1, "The row ends before the column " + header.get(column) + ".", reading);
        return null;
    }

    void problem(CsvRecord row, int column, String message, Reading reading) {
        int offset = 1;
        for (int i = 0; i < column; i++) {
            offset += row.getField(i).length() + 1;
        }
        int line = Math.toIntExact(row.getStartingLineNumber());
        reading.problems().add(Problem.of(source.at(line, offset), "", message));
    }

    /** Where a row begins. */
    Position at(CsvRecord row) {
        return source.at(Math.toIntExact(row.getStartingLineNumber()), 1);
    }

    void problem(int line, String message, Reading reading) {
        reading.problems().add(Problem.of(source.at(line, 1), "", message));
    }
}
