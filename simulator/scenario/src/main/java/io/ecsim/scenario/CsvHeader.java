// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.scenario.CsvTable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which field of a row belongs to which of the columns that are used. */
final class CsvHeader {
    /** The column of a field that is not used. */
    static final int UNUSED = -1;

    private final List<String> names;
    private final Column[] columns;
    private final int[] columnOfField;

    CsvHeader(List<String> names, Column[] columns) {
        this.names = names;
        this.columns = columns;
        columnOfField = new int[names.size()];
        Arrays.fill(columnOfField, UNUSED);
        for (int column = 0; column < columns.length; column++) {
            if (has(column)) {
                columnOfField[names.indexOf(columns[column].name())] = column;
            }
        }
    }

    boolean has(int column) {
        return names.contains(columns[column].name());
    }

    /** The index of the column of a field; {@link #UNUSED} also for fields beyond the header. */
    int columnOf(int field) {
        return field < columnOfField.length ? columnOfField[field] : UNUSED;
    }

    /** Columns that are used and there twice. */
    List<String> twice() {
        return Arrays.stream(columns)
                .map(Column::name)
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .toList();
    }

    /** The names of what is not used, each with what was probably meant; empty when all is used. */
    Optional<String> unused() {
        List<String> missing = Arrays.stream(columns)
                .map(Column::name)
                .filter(name -> !names.contains(name))
                .toList();
        List<String> words = new ArrayList<>();
        for (int field = 0; field < columnOfField.length; field++) {
            if (columnOfField[field] == UNUSED) {
                String name = names.get(field);
                String meant = NearestName.of(name, missing)
                        .map(near -> " (" + NearestName.question(near) + ")")
                        .orElse("");
                words.add(name.isEmpty() ? "a column without a name" : Text.printable(name) + meant);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }
}
