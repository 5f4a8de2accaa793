// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.packing.InstanceKind;
import io.ecsim.packing.Packing;
import io.ecsim.packing.Pool;
import io.ecsim.packing.TaskRows;
import io.ecsim.placement.BuiltInAttributes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A batch of tasks and where they may go, as files and options give them.
 *
 * @param strategy not empty
 * @param taskIds one for each row of tasks; empty when the file has none
 * @param instanceIds one for each instance; empty when the file has none
 * @param notes what is not used
 */
public record PackInput(
        TaskRows tasks,
        Pool pool,
        List<PlacementStrategy> strategy,
        List<String> taskIds,
        List<String> instanceIds,
        List<Note> notes) {
    private static final String ATTRIBUTE = "attribute:";

    /**
     * Reads all there is to read, and says every problem at once.
     *
     * @param instances null when there is an instance type
     * @param instanceType null when there is a file of instances
     * @param count of instances of the type; null for as many as are needed
     * @param strategy a chain in one word
     * @throws ScenarioException with every problem that was found
     */
    public static PackInput read(Path tasks, Path instances, String instanceType, Integer count, String strategy) {
        List<Problem> problems = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        TaskFile taskFile = TaskFile.read(tasks, problems, notes);
        InstanceFile instanceFile = instances == null ? null : InstanceFile.read(instances, problems, notes);
        if (instanceType != null && InstanceTypes.get(instanceType) == null) {
            problems.add(new Problem(
                    "--instance-type " + Text.printable(instanceType),
                    0,
                    0,
                    "",
                    "There is no such instance type." + NearestName.advice(instanceType, InstanceTypes.names())));
        }
        List<PlacementStrategy> chain = StrategyChain.read("--strategy", strategy, problems);
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        Pool pool = instanceFile == null ? pool(instanceType, count) : Pool.of(instanceFile.kinds());
        attributes(
                chain,
                pool,
                Source.option("--strategy " + strategy, Path.of("")).whole(),
                notes);
        return new PackInput(
                taskFile.tasks(),
                pool,
                chain,
                taskFile.ids(),
                instanceFile == null ? List.of() : instanceFile.ids(),
                notes);
    }

    /** A strategy by an attribute that no instance has does nothing. */
    private static void attributes(List<PlacementStrategy> chain, Pool pool, Position at, List<Note> notes) {
        Set<String> real = new LinkedHashSet<>();
        Stream.concat(pool.instances().stream(), Stream.ofNullable(pool.more()))
                .distinct()
                .forEach(kind -> real.addAll(kind.attributes().keySet()));
        for (PlacementStrategy link : chain) {
            String field = link.field();
            if (field == null || !field.startsWith(ATTRIBUTE) || real.contains(field.substring(ATTRIBUTE.length()))) {
                continue;
            }
            String name = field.substring(ATTRIBUTE.length());
            String meant = BuiltInAttributes.meantBy(name)
                    .filter(real::contains)
                    .or(() -> NearestName.of(name, real))
                    .map(nearest -> " " + NearestName.question(ATTRIBUTE + nearest))
                    .orElse("");
            notes.add(new Note(at, "no instance has " + ATTRIBUTE + Text.printable(name) + "." + meant));
        }
    }

    private static Pool pool(String instanceType, Integer count) {
        InstanceKind kind = InstanceKind.of(InstanceTypes.get(instanceType), null);
        return count == null ? Pool.asNeeded(kind) : Pool.of(kind, count);
    }

    /** How the task of a row is named where its place is told: its id, or else its number, from 1. */
    String task(int row, int task) {
        return taskIds.isEmpty() || taskIds.get(row) == null ? Integer.toString(task + 1) : taskIds.get(row);
    }

    /** How an instance is named: its id, or else its number, from 1; the empty text for no instance. */
    String instance(int number) {
        if (number == Packing.NOWHERE) {
            return "";
        }
        return instanceIds.isEmpty() || instanceIds.get(number) == null
                ? Integer.toString(number + 1)
                : instanceIds.get(number);
    }
}
