// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.NearestName;
import io.ecsim.cluster.Ids;
import io.ecsim.experiment.JournalWriter;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.placement.Placement;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers questions about a run by playing it again, up to the moment that is asked about. Runs are deterministic, so
 * nothing has to be written down while one goes on; that the journal is the same again is checked each time.
 */
public final class Explainer {
    private final RunFolder run;

    private Explainer(RunFolder run) {
        this.run = run;
    }

    /**
     * @param folder that a run has written
     * @throws UnexplainedException if it is none, or was changed
     */
    public static Explainer of(Path folder) throws IOException {
        return new Explainer(RunFolder.open(folder));
    }

    /** Simulated time zero. */
    public Instant start() {
        return run.scenario().start();
    }

    /** How long the run was. */
    public Duration duration() {
        return Duration.ofNanos(run.end());
    }

    /** What could be asked about. */
    public Explained.OfRun run() throws IOException {
        Watch watch = play(run.end(), (time, task, rule, placement) -> false, null);
        return new Explained.OfRun(start(), run.end(), services(), watch.tasks(), watch.waits());
    }

    /** @param at not after the end of the run */
    public Explained.OfMoment moment(Duration at) throws IOException {
        long until = time(at);
        Watch watch = play(until, (time, task, rule, placement) -> placement instanceof Placement.Refused, null);
        return new Explained.OfMoment(start(), until, watch.waits(), decision(watch));
    }

    /**
     * Why a task is where it is, and what became of it.
     *
     * @param at null for the end of the run
     * @throws UnexplainedException if there is no such task at that time
     */
    public Explained.OfTask task(String id, Duration at) throws IOException {
        long until = at == null ? run.end() : time(at);
        Watch watch = play(
                until, (time, task, rule, placement) -> placement instanceof Placement.Placed && task.equals(id), id);
        if (watch.life().isEmpty()) {
            throw new UnexplainedException(noSuchTask(id, until, watch.tasks()));
        }
        return new Explained.OfTask(start(), id, watch.life(), decision(watch));
    }

    private String noSuchTask(String id, long until, int tasks) {
        List<String> real = IntStream.rangeClosed(1, tasks).mapToObj(Ids::task).toList();
        String when = until == run.end() ? "" : " up to " + Time.iso(start(), until);
        String range = tasks == 0
                ? "No task was placed" + when + "; without --task, ecsim explain says who waited."
                : "Tasks" + when + " are " + real.get(0) + " to " + real.get(tasks - 1) + ".";
        return "There is no task '" + id + "'. " + range
                + NearestName.of(id, real)
                        .map(name -> " " + NearestName.question(name))
                        .orElse("");
    }

    /**
     * What of a service waits, and why.
     *
     * @param at null for the end if its deployment did not complete, else the last moment at which something of it
     *     waited, else its last placement, else the end
     * @throws UnexplainedException if there is no such service
     */
    public Explained.OfService service(String name, Duration at) throws IOException {
        if (!services().contains(name)) {
            throw new UnexplainedException(
                    "There is no service '" + name + "'." + NearestName.advice(name, services()));
        }
        if (at != null) {
            return service(name, time(at), false);
        }
        Watch watch = play(run.end(), (time, task, rule, placement) -> false, null);
        List<Wait> waits = watch.waits(Wait.SERVICE + name);
        ServiceWatch seen = watch.service(name);
        if (seen.deployment() != null && seen.rolloutState() != DeploymentRolloutState.COMPLETED) {
            return service(name, run.end(), false);
        }
        if (!waits.isEmpty()) {
            long over = waits.get(waits.size() - 1).to();
            return over < 0 ? service(name, run.end(), false) : service(name, over, true);
        }
        long placedAt = seen.lastPlacedAt();
        return service(name, placedAt < 0 ? run.end() : placedAt, false);
    }

    private Explained.OfService service(String name, long at, boolean justBefore) throws IOException {
        String group = Wait.SERVICE + name;
        Watch watch = play(
                justBefore ? at - 1 : at,
                (time, task, rule, placement) ->
                        placement instanceof Placement.Refused && rule.group().equals(group),
                null);
        List<Wait> waits = watch.waits(group);
        boolean waiting = !waits.isEmpty() && waits.get(waits.size() - 1).to() < 0;
        long placedAt = watch.service(name).lastPlacedAt();
        Explained.Decision decision = waiting || placedAt < 0
                ? decision(watch)
                : decision(play(
                        placedAt,
                        (time, task, rule, placement) -> time == placedAt
                                && placement instanceof Placement.Placed
                                && rule.group().equals(group),
                        null));
        return new Explained.OfService(
                start(),
                name,
                at,
                justBefore,
                watch.service(name),
                waits,
                watch.scaling(name),
                watch.groups(),
                decision);
    }

    private List<String> services() {
        return run.scenario().everyService().stream()
                .map(CreateServiceRequest::serviceName)
                .distinct()
                .toList();
    }

    private Explained.Decision decision(Watch watch) {
        return watch.attempt() == null
                ? null
                : Explained.Decision.of(run.scenario(), watch.attemptAt(), watch.attempt());
    }

    private long time(Duration at) {
        if (at.compareTo(duration()) > 0) {
            throw new UnexplainedException("--at " + start().plus(at) + " is after the end of the run, "
                    + Time.iso(start(), run.end()) + " (" + Time.words(run.end()) + " after its start, "
                    + Time.iso(start(), 0) + ").");
        }
        return Time.of(at);
    }

    private Watch play(long until, Watch.Question question, String task) throws IOException {
        Watch watch = new Watch(question, task);
        SameBytes same = new SameBytes(run.path().resolve(RunFolder.JOURNAL));
        try (JournalWriter journal = new JournalWriter(same, start())) {
            Simulation simulation = Simulation.of(run.scenario(), new Both(journal, watch), watch);
            simulation.runUntil(until);
            services().forEach(service -> watch.scaling(service, simulation.scaling(service)));
        }
        if (same.differsInLine() > 0) {
            throw run.differs(same.differsInLine());
        }
        return watch;
    }

    /** The journal and who watches. */
    private record Both(JournalWriter journal, Watch watch) implements RunObserver {
        @Override
        public void add(long time, Entry entry) {
            journal.add(time, entry);
            watch.add(time, entry);
        }

        @Override
        public void metric(Metric metric, Datapoint point) {}
    }
}
