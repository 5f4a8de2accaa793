// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.cluster.TaskNeeds;
import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.explain.Explained;
import io.ecsim.experiment.explain.Explained.Decision;
import io.ecsim.experiment.explain.ServiceWatch;
import io.ecsim.experiment.explain.ServiceWatch.TaskNow;
import io.ecsim.experiment.explain.Wait;
import io.ecsim.journal.Entry;
import io.ecsim.placement.Change;
import io.ecsim.placement.Explanation;
import io.ecsim.placement.Explanation.Choice;
import io.ecsim.placement.Explanation.Closest;
import io.ecsim.placement.Explanation.Dropped;
import io.ecsim.placement.Explanation.Stage;
import io.ecsim.placement.Explanation.Supply;
import io.ecsim.placement.Reason;
import io.ecsim.placement.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code explain} answers, for programs: all that the screen shows, nothing shortened. Times are ISO-8601 durations
 * since {@code start}; reasons are those of RunTask's failures; what there is not is null.
 */
final class ExplainTree {
    private ExplainTree() {}

    static Map<String, Object> of(Explained explained) {
        if (explained instanceof Explained.OfTask task) {
            return task(task);
        }
        if (explained instanceof Explained.OfService service) {
            return service(service);
        }
        return explained instanceof Explained.OfMoment moment ? moment(moment) : run((Explained.OfRun) explained);
    }

    /** Names and values in turn. */
    private static Map<String, Object> tree(Object... members) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            tree.put((String) members[i], members[i + 1]);
        }
        return tree;
    }

    private static String at(long nanos) {
        return Duration.ofNanos(nanos).toString();
    }

    private static Map<String, Object> run(Explained.OfRun run) {
        return tree(
                "start", run.start().toString(),
                "simulated", at(run.end()),
                "services", run.services(),
                "tasks", run.tasks(),
                "waits", waits(run.waits()));
    }

    private static Map<String, Object> moment(Explained.OfMoment moment) {
        return tree(
                "start", moment.start().toString(),
                "at", at(moment.at()),
                "waits",
                        waits(moment.waits().stream()
                                .filter(wait -> wait.to() < 0)
                                .toList()),
                "decision", decision(moment.decision()));
    }

    private static Map<String, Object> service(Explained.OfService service) {
        List<Object> tasks = new ArrayList<>();
        service.watch().tasks().forEach((id, task) -> tasks.add(task(id, task)));
        return tree(
                "start", service.start().toString(),
                "service", service.service(),
                "at", at(service.at()),
                "justBefore", service.justBefore(),
                "desiredCount", service.watch().desired(),
                "deployment", deployment(service.watch()),
                "passes",
                        service.watch().passes().stream().map(ExplainTree::pass).toList(),
                "waitsFor", service.watch().waits(),
                "waitsForSince",
                        service.watch().waits() == null
                                ? null
                                : at(service.watch().waitsSince()),
                "desiredCounts",
                        service.watch().desiredCounts().stream()
                                .map(ExplainTree::desired)
                                .toList(),
                "scaled",
                        service.watch().scaled().stream()
                                .map(row -> tree("at", at(row.time()), "what", ExplainAnswer.scaled(row.entry())))
                                .toList(),
                "scaling", service.scaling(),
                "groups",
                        service.groups().stream()
                                .map(row -> tree("at", at(row.time()), "what", ExplainAnswer.ofGroup(row.entry())))
                                .toList(),
                "tasks", tasks,
                "waits", waits(service.waits()),
                "event", service.watch().unplaced(),
                "decision", decision(service.decision()));
    }

    private static Map<String, Object> deployment(ServiceWatch watch) {
        return watch.deployment() == null
                ? null
                : tree(
                        "deployment", watch.deployment().deployment(),
                        "taskDefinition", watch.deployment().taskDefinition(),
                        "rolloutState", watch.rolloutState().name(),
                        "failed",
                                watch.failure() == null
                                        ? null
                                        : ((Entry.DeploymentStateChanged)
                                                        watch.failure().entry())
                                                .why(),
                        "serviceDeployment", watch.serviceDeployment().status().name(),
                        "at", at(watch.deployedAt()),
                        "why", watch.deployment().why());
    }

    private static Map<String, Object> pass(JournalRow row) {
        Entry.SchedulerPass pass = (Entry.SchedulerPass) row.entry();
        return tree(
                "at", at(row.time()),
                "stopped", pass.stopped(),
                "started", pass.started(),
                "old", pass.old(),
                "newPending", pass.newPending(),
                "newHealthy", pass.newHealthy(),
                "stopping", pass.stopping(),
                "why", pass.why());
    }

    private static Map<String, Object> task(String id, TaskNow task) {
        return tree(
                "task", id,
                "status", task.status().name(),
                "instance", task.placed().instance());
    }

    private static Map<String, Object> desired(JournalRow row) {
        return row.entry() instanceof Entry.DesiredCountChanged change
                ? tree("at", at(row.time()), "from", change.from(), "to", change.to(), "why", change.why())
                : tree(
                        "at",
                        at(row.time()),
                        "from",
                        null,
                        "to",
                        ((Entry.ServiceCreated) row.entry()).desiredCount(),
                        "why",
                        "service created");
    }

    private static Map<String, Object> task(Explained.OfTask answer) {
        Entry.TaskPlaced placed = (Entry.TaskPlaced) answer.life().get(0).entry();
        return tree(
                "start", answer.start().toString(),
                "task", answer.task(),
                "taskDefinition", placed.taskDefinition(),
                "service", placed.service(),
                "group", placed.group(),
                "instance", placed.instance(),
                "availabilityZone", placed.availabilityZone(),
                "life", answer.life().stream().map(ExplainTree::event).toList(),
                "decision", decision(answer.decision()));
    }

    private static Map<String, Object> event(JournalRow row) {
        String at = at(row.time());
        Entry entry = row.entry();
        if (entry instanceof Entry.TaskStatusChanged change) {
            return tree("at", at, "what", "status", "status", change.status().name());
        }
        if (entry instanceof Entry.TaskStopRequested stop) {
            return tree("at", at, "what", "stop", "stopCode", stop.stopCode().name(), "why", stop.why());
        }
        if (entry instanceof Entry.DesiredCountChanged) {
            Map<String, Object> desired = tree("at", at, "what", "desiredCount");
            desired.putAll(desired(row));
            return desired;
        }
        return entry instanceof Entry.InstanceStatusChanged change
                ? tree(
                        "at", at,
                        "what", "instance",
                        "instance", change.instance(),
                        "status", change.status().name(),
                        "why", change.why())
                : tree("at", at, "what", "placed");
    }

    private static List<Map<String, Object>> waits(List<Wait> waits) {
        return waits.stream()
                .map(wait -> tree(
                        "group", wait.group(),
                        "tasks", wait.tasks(),
                        "from", at(wait.from()),
                        "to", wait.to() < 0 ? null : at(wait.to()),
                        "phases",
                                wait.phases().stream()
                                        .map(phase ->
                                                tree("from", at(phase.from()), "instances", counts(phase.counts())))
                                        .toList()))
                .toList();
    }

    private static Map<String, Integer> counts(Map<Reason, Integer> counts) {
        Map<String, Integer> byFailure = new LinkedHashMap<>();
        counts.forEach((reason, count) -> byFailure.merge(reason.failure(), count, Integer::sum));
        return byFailure;
    }

    private static Map<String, Object> decision(Decision decision) {
        if (decision == null) {
            return null;
        }
        Explanation explanation = decision.explanation();
        return tree(
                "at", at(decision.at()),
                "rule", decision.attempt().rule().toString(),
                "asked", asked(decision.attempt().needs()),
                "constraints", decision.attempt().rule().constraints(),
                "considered", explanation.considered(),
                "candidates", explanation.candidates(),
                "dropped",
                        explanation.dropped().stream().map(ExplainTree::dropped).toList(),
                "free", explanation.supplies().stream().map(ExplainTree::supply).toList(),
                "attributes", explanation.values(),
                "closest",
                        explanation.closest().stream().map(ExplainTree::closest).toList(),
                "changes", decision.changes().stream().map(ExplainTree::change).toList(),
                "choice", explanation.choice() == null ? null : choice(explanation.choice()));
    }

    private static Map<String, Object> asked(TaskNeeds needs) {
        return tree(
                "cpu", needs.cpu(),
                "memory", needs.memory(),
                "gpu", needs.gpus(),
                "eni", needs.eni(),
                "ebsVolume", needs.ebsVolume(),
                "hostPorts",
                        needs.hostPorts().stream()
                                .map(port -> port.protocol() + " " + port.port())
                                .toList(),
                "attributes", needs.attributes(),
                "availabilityZones", List.copyOf(needs.availabilityZones()));
    }

    private static Map<String, Object> dropped(Dropped dropped) {
        return tree(
                "reason", dropped.reason().failure(),
                "what", dropped.what(),
                "instances", dropped.instances(),
                "asked", dropped.asked(),
                "leastFree", dropped.leastFree(),
                "mostFree", dropped.mostFree());
    }

    private static Map<String, Object> supply(Supply supply) {
        return tree(
                "reason", supply.reason().failure(),
                "unit", supply.unit(),
                "asked", supply.asked(),
                "instances", supply.instances(),
                "total", supply.total(),
                "most", supply.most());
    }

    private static Map<String, Object> closest(Closest closest) {
        return tree(
                "instance", closest.instance().id(),
                "instanceType", closest.instance().instanceType(),
                "availabilityZone", closest.instance().availabilityZone(),
                "missing", closest.missing().stream().map(ExplainTree::refusal).toList());
    }

    /** As other commands write it. */
    static Map<String, Object> refusal(Refusal refusal) {
        return tree(
                "instance", refusal.instance(),
                "reason", refusal.reason().failure(),
                "what", refusal.what(),
                "asked", refusal.asked(),
                "free", refusal.free());
    }

    private static Map<String, Object> change(Change change) {
        return tree(
                "kind", change.kind().name(),
                "what", change.what(),
                "instance", change.taker().id());
    }

    private static Map<String, Object> choice(Choice choice) {
        return tree(
                "instance", choice.winner().id(),
                "runnerUp", choice.runnerUp() == null ? null : choice.runnerUp().id(),
                "strategies", choice.stages().stream().map(ExplainTree::stage).toList(),
                "equals", choice.equals(),
                "drawn", choice.luck());
    }

    private static Map<String, Object> stage(Stage stage) {
        return tree(
                "strategy", stage.strategy(),
                "candidates", stage.candidates(),
                "left", stage.left(),
                "score", stage.winner(),
                "runnerUpScore", stage.runnerUp());
    }
}
