// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.packing.TaskRows;
import io.ecsim.scenario.CsvTable.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a batch: a CSV file with the columns {@code cpu} and {@code memory}, and perhaps {@code gpu}, {@code
 * count} and {@code id}.
 *
 * @param ids one for each row, null where the field is empty; empty when there is no such column
 */
record TaskFile(TaskRows tasks, List<String> ids) {
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int GPU = 2;
    private static final int COUNT = 3;
    private static final int ID = 4;

    private static final List<Column> COLUMNS = List.of(
            new Column("cpu", "CPU units", 0),
            new Column("memory", "MiB", 0),
            new Column("gpu", "GPUs", 0),
            new Column("count", "tasks", 1),
            Column.ofText("id"));

    static TaskFile read(Path file, List<Problem> problems, List<Note> notes) {
        TaskRows tasks = new TaskRows();
        List<String> ids = new ArrayList<>();
        CsvTable table = CsvTable.read(file, COLUMNS, problems, header -> header.require(CPU, MEMORY), row -> {
            row.requireUnique(ID);
            if (!row.requireNumbers(CPU, MEMORY)) {
                return;
            }
            int count = row.numberOr(COUNT, 1);
            if (count > TaskRows.MOST_TASKS - tasks.tasks()) {
                row.problem(COUNT, "With this row the file has more than " + TaskRows.MOST_TASKS + " tasks.");
                return;
            }
            tasks.add(row.number(CPU), row.number(MEMORY), row.numberOr(GPU, 0), count);
            if (row.has(ID)) {
                ids.add(row.text(ID));
            }
        });
        table.unused().ifPresent(notes::add);
        return new TaskFile(tasks, ids);
    }
}
