// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ecsim.packing.Packing;
import io.ecsim.packing.TaskRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where each task of a batch went: a CSV file {@code task,instance}, in the order of the tasks. */
public final class PlacementsFile {
    private PlacementsFile() {}

    /** Writes the file whole, or not at all. What was there before is replaced. */
    public static void write(Path file, PackInput input, Packing packing) throws IOException {
        Path target = file.toAbsolutePath();
        long process = ProcessHandle.current().pid();
        Path work = target.resolveSibling("." + target.getFileName() + ".writing-" + process);
        try {
            try (CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(work)) {
                rows(csv, input, packing);
            }
            Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(work);
        }
    }

    private static void rows(CsvWriter csv, PackInput input, Packing packing) {
        TaskRows tasks = packing.tasks();
        csv.writeRecord("task", "instance");
        int task = 0;
        for (int row = 0; row < tasks.rows(); row++) {
            for (int i = 0; i < tasks.count(row); i++) {
                csv.writeRecord(input.task(row, task), input.instance(packing.place(task)));
                task++;
            }
        }
    }
}
