// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.packing.InstanceKind;
import io.ecsim.scenario.CsvTable.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Instances in order of registration: a CSV file with the columns {@code cpu} and {@code memory}, or {@code
 * instance-type}, and perhaps {@code gpu}, {@code availability-zone}, {@code count} and {@code id}. What a row with a
 * type gives besides counts in place of what the type registers.
 *
 * @param kinds one for each instance; those that are alike are the same
 * @param ids one for each instance, null where the field is empty; empty when there is no such column
 */
record InstanceFile(List<InstanceKind> kinds, List<String> ids) {
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int GPU = 2;
    private static final int COUNT = 3;
    private static final int ID = 4;
    private static final int ZONE = 5;
    private static final int TYPE = 6;
    private static final int MOST = 1_000_000;

    private static final List<Column> COLUMNS = List.of(
            new Column("cpu", "CPU units", 1),
            new Column("memory", "MiB", 1),
            new Column("gpu", "GPUs", 0),
            new Column("count", "instances", 1),
            Column.ofText("id"),
            Column.ofText("availability-zone"),
            Column.ofText("instance-type"));

    static InstanceFile read(Path file, List<Problem> problems, List<Note> notes) {
        InstanceFile instances = new InstanceFile(new ArrayList<>(), new ArrayList<>());
        Map<InstanceKind, InstanceKind> seen = new LinkedHashMap<>();
        CsvTable table =
                CsvTable.read(file, COLUMNS, problems, InstanceFile::checkHeader, row -> instances.add(row, seen));
        table.unused().ifPresent(notes::add);
        return instances;
    }

    private static void checkHeader(CsvTable header) {
        if (!header.has(TYPE)) {
            header.require(CPU, MEMORY);
        }
    }

    private void add(CsvTable row, Map<InstanceKind, InstanceKind> seen) {
        row.requireUnique(ID);
        InstanceKind kind = kind(row);
        int count = row.numberOr(COUNT, 1);
        if (count > MOST - kinds.size()) {
            row.problem(COUNT, "With this row the file has more than " + MOST + " instances.");
        } else if (kind != null) {
            InstanceKind shared = seen.computeIfAbsent(kind, same -> same);
            String id = row.text(ID);
            for (int i = 1; i <= count; i++) {
                kinds.add(shared);
                if (row.has(ID)) {
                    ids.add(id == null || count == 1 ? id : id + "#" + i);
                }
            }
        }
    }

    /** Null when a problem was added. */
    private static InstanceKind kind(CsvTable row) {
        String zone = row.text(ZONE);
        String type = row.text(TYPE);
        if (type == null) {
            return row.requireNumbers(CPU, MEMORY)
                    ? InstanceKind.of(row.number(CPU), row.number(MEMORY), row.numberOr(GPU, 0), zone)
                    : null;
        }
        if (InstanceTypes.get(type) == null) {
            String advice = NearestName.advice(type, InstanceTypes.names());
            row.problem(TYPE, "There is no instance type " + Text.printable(type) + "." + advice);
            return null;
        }
        InstanceKind registered = InstanceKind.of(InstanceTypes.get(type), zone);
        return new InstanceKind(
                type,
                zone,
                row.numberOr(CPU, registered.cpu()),
                row.numberOr(MEMORY, registered.memory()),
                row.numberOr(GPU, registered.gpus()),
                registered.attributes());
    }
}
