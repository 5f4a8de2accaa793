// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.experiment.Summary;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.packing.Headroom;
import io.ecsim.packing.NextTask;
import io.ecsim.placement.PlacementRule;
import io.ecsim.scenario.Problem;
import io.ecsim.scenario.ScenarioException;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.scenario.StrategyChain;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import io.ecsim.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsim fit}: how many more tasks a scenario's cluster takes, and what stops the next one. */
@Command(
        description = {
            "Say how many more tasks fit on the cluster of a scenario, and what stops the next one.",
            "",
            "A service that runs the task definition lends its subnets and constraints."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim fit scenarios/rush-hour --task-definition shop --at 9h")
final class FitCommand implements Callable<Integer> {
    /** Nobody needs to know by how many more than this. */
    private static final int MOST = 1_000_000;

    /** Beside the service's own one and its default (PL-7), which is the empty chain. */
    private static final List<String> USUAL = List.of("binpack:cpu", "binpack:memory", "spread:instanceId", "random");

    @Parameters(paramLabel = "SCENARIO", description = "A .yaml, .yml or .json file, or a folder with a scenario.yaml.")
    private Path scenario;

    @Option(
            names = "--task-definition",
            paramLabel = "NAME",
            required = true,
            description = "family, for its newest revision, or family:revision.")
    private String taskDefinition;

    @Option(names = "--count", paramLabel = "N", description = "Only say whether N more fit.")
    private Integer count;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            description =
                    "Strategies joined by +, such as spread:attribute:ecs.availability-zone+binpack:memory; can be"
                            + " repeated (default: the service's own, a service's default, and each single one).")
    private List<String> strategies = List.of();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Simulate until then first: 9h7m, a time of day such as 09:07, or an instant such as 2026-03-02T09:07:00Z (default: the"
                            + " start, when services have placed their first tasks).")
    private String at;

    @Option(names = "--seed", paramLabel = "N", description = "The seed, in place of the scenario's.")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A member of the scenario, as services.shop.desiredCount=6; can be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: text (default) or json.")
    private RunCommand.Format format;

    private final Terminal terminal;

    FitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (count != null && (count < 1 || count > MOST)) {
            throw new InputException("--count " + count + " is not a number of tasks from 1 to " + MOST + ".");
        }
        List<Problem> problems = new ArrayList<>();
        List<List<PlacementStrategy>> chains = strategies.stream()
                .map(text -> StrategyChain.read("--strategy", text, problems))
                .toList();
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        Scenario read = ScenarioReader.read(scenario, settings, seed, null).scenario();
        Duration moment = moment(read);
        Simulation simulation = Simulation.of(read, RunObserver.NONE);
        simulation.runUntil(moment.toNanos());
        NextTask task = task(read, simulation);
        Map<List<PlacementStrategy>, Headroom> fits = new LinkedHashMap<>();
        for (List<PlacementStrategy> chain : chains.isEmpty() ? usual(task) : new LinkedHashSet<>(chains)) {
            fits.put(chain, headroom(read, simulation, task, chain));
        }
        FitAnswer answer = new FitAnswer(read, moment.toNanos(), task, count, fits);
        terminal.out().print(format == RunCommand.Format.json ? Summary.json(answer.tree()) : answer.text());
        return ExitCode.DONE;
    }

    private Duration moment(Scenario read) {
        return at == null ? Duration.ZERO : Clock.asked("--at", at, read.start(), read.duration());
    }

    private NextTask task(Scenario read, Simulation simulation) {
        try {
            return NextTask.of(simulation, taskDefinition);
        } catch (AwsException none) {
            List<String> families = read.taskDefinitions().stream()
                    .map(TaskDefinition::family)
                    .distinct()
                    .toList();
            String family = taskDefinition.replaceAll(":\\d+$", "");
            throw new InputException("--task-definition " + taskDefinition + ": " + none.getMessage()
                    + NearestName.advice(family, families));
        }
    }

    private static Set<List<PlacementStrategy>> usual(NextTask task) {
        Set<List<PlacementStrategy>> chains = new LinkedHashSet<>();
        chains.add(task.strategy());
        chains.add(List.of());
        USUAL.forEach(text -> chains.add(StrategyChain.parse(text)));
        return chains;
    }

    private Headroom headroom(Scenario read, Simulation simulation, NextTask task, List<PlacementStrategy> chain) {
        boolean randomTies = read.world().tieBreak() == World.TieBreak.random;
        PlacementRule rule =
                task.rule(chain, randomTies, new RandomStreams(read.seed()).stream("fit/" + StrategyChain.text(chain)));
        return Headroom.of(simulation.cluster(), task.needs(), rule, count == null ? MOST : count);
    }
}
