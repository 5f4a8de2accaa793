// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Summary;
import io.ecsim.packing.Compaction;
import io.ecsim.packing.Packing;
import io.ecsim.scenario.PackInput;
import io.ecsim.scenario.PlacementsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsim pack}: places a batch of tasks, and says how well that went. */
@Command(
        description = {
            "Place a batch of tasks; say where they fit, what is wasted, and how few instances could do.",
            "",
            "Tasks are placed one by one in file order, as one task group.",
            "TASKS.csv: columns cpu (CPU units), memory (MiB), and perhaps gpu, count, id.",
            "INSTANCES.csv: columns cpu and memory (what can be reserved), or instance-type; and perhaps gpu,"
                    + " availability-zone, count, id. They register in file order, all at once."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim pack scenarios/openb/tasks.csv --on scenarios/openb/instances.csv --strategy binpack:cpu")
final class PackCommand implements Callable<Integer> {
    /** Where the tasks may go. */
    private static final class Instances {
        @Option(names = "--on", paramLabel = "INSTANCES.csv", description = "The instances.")
        private Path file;

        @ArgGroup(exclusive = false)
        private OfType ofType;
    }

    private static final class OfType {
        @Option(
                names = "--instance-type",
                paramLabel = "TYPE",
                required = true,
                description = "Instances of this type: as many as are needed, opened one at a time when a task fits on"
                        + " none that is open.")
        private String name;

        @Option(names = "--count", paramLabel = "N", description = "So many of them, all there from the beginning.")
        private Integer count;
    }

    @Parameters(paramLabel = "TASKS.csv", description = "The tasks.")
    private Path tasks;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Instances instances;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "binpack:memory",
            description = "Strategies joined by +, such as spread:attribute:ecs.availability-zone+binpack:memory"
                    + " (default: ${DEFAULT-VALUE}).")
    private String strategy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The seed of the strategy random and of --compaction (default: ${DEFAULT-VALUE}).")
    private Long seed;

    @Option(
            names = "--compaction",
            description = "Also say on how many instances the tasks could be: remove instances in random order as long"
                    + " as the rest takes as many tasks; repeated " + Compaction.TRIALS + " times.")
    private boolean compaction;

    @Option(
            names = "--placements",
            paramLabel = "FILE",
            description = "Write task,instance into a CSV file: ids, or numbers from 1 where there are none.")
    private Path placements;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: text (default) or json.")
    private RunCommand.Format format;

    private final Terminal terminal;

    PackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (placements != null) {
            refuseWhatCannotBeWritten();
        }
        PackInput input = read();
        input.notes().forEach(terminal.err()::println);
        Packing packing = Packing.of(input.tasks(), input.pool(), input.strategy(), seed);
        Compaction compacted = compaction ? Compaction.of(packing, Compaction.TRIALS, seed) : null;
        if (placements != null) {
            PlacementsFile.write(placements, input, packing);
        }
        PackAnswer answer = new PackAnswer(input, packing, compacted);
        terminal.out().print(format == RunCommand.Format.json ? Summary.json(answer.tree()) : answer.text());
        return ExitCode.DONE;
    }

    private PackInput read() {
        OfType type = instances.ofType;
        if (type == null) {
            return PackInput.read(tasks, instances.file, null, null, strategy);
        }
        if (type.count != null && type.count < 1) {
            throw new InputException("--count " + type.count + " is not a number of instances from 1 up.");
        }
        return PackInput.read(tasks, null, type.name, type.count, strategy);
    }

    private void refuseWhatCannotBeWritten() throws IOException {
        Path folder = placements.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InputException("--placements " + placements + ": there is no folder " + placements.getParent()
                    + " to write into.");
        }
        if (!Files.isWritable(folder)) {
            throw new InputException("--placements " + placements + ": its folder cannot be written into.");
        }
        if (Files.isDirectory(placements)) {
            throw new InputException("--placements " + placements + " is a folder, not a file.");
        }
        for (Path input : new Path[] {tasks, instances.file}) {
            if (input != null
                    && Files.exists(input)
                    && Files.exists(placements)
                    && Files.isSameFile(input, placements)) {
                throw new InputException("--placements " + placements + " would replace what is read.");
            }
        }
    }
}
