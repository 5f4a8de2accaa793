// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.TracedTasks;
import io.ecsim.workload.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Standalone tasks: {@code {trace: jobs.csv}}, or {@code {taskDefinition: thumbnail, arrivals: {rate: 3/m}}}, each with
 * the members of RunTask that say where they go.
 */
final class Tasks {
    private static final String TRACE = "trace";
    private static final String ARRIVALS = "arrivals";
    private static final List<String> OF_BOTH = List.of("group", "placementStrategy", "placementConstraints");
    private static final List<String> OF_ARRIVALS = List.of(
            "taskDefinition",
            "count",
            "networkConfiguration",
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "overrides");

    static final Shape SHAPE = new Recorded(
            TRACE,
            new Members("standalone tasks", Tasks::members, null, Tasks::tasks, Records.parts(TracedTasks.class)));

    private Tasks() {}

    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("name", new Member("name", Value.TEXT, false));
        members.put(TRACE, new Member(TRACE, FileName.SHAPE, false));
        members.put("sha256", new Member("sha256", Value.TEXT, false));
        Map<String, Member> runTask =
                ((Members) Shapes.of(RunTaskRequest.class)).known().get();
        Stream.concat(OF_BOTH.stream(), OF_ARRIVALS.stream())
                .filter(runTask::containsKey)
                .forEach(name -> members.put(
                        name,
                        new Member(
                                runTask.get(name).component(), runTask.get(name).shape(), false)));
        members.put("waits", new Member("waits", Value.FLAG, false));
        members.put(ARRIVALS, new Member(ARRIVALS, Loads.SHAPE, false));
        return members;
    }

    private static Object tasks(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        boolean traced = values.containsKey(TRACE);
        if (traced == values.containsKey(ARRIVALS)) {
            throw new IllegalArgumentException("must have a trace, or a taskDefinition and its arrivals");
        }
        Set<String> others = new LinkedHashSet<>(values.keySet());
        others.retainAll(traced ? OF_ARRIVALS : List.of("name", "waits", "sha256"));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot have " + Text.either(others) + " beside " + (traced ? TRACE : ARRIVALS));
        }
        return traced ? traced(values, node, trail, reading) : arriving(values);
    }

    private static Object arriving(Map<String, Object> values) {
        if (!values.containsKey("taskDefinition")) {
            throw new IllegalArgumentException("needs a taskDefinition beside its arrivals");
        }
        Object request = Records.maker(RunTaskRequest.class).make(values, null, Trail.ROOT, null);
        return new ArrivingTasks((RunTaskRequest) request, (Traffic) values.get(ARRIVALS));
    }

    private static Object traced(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        Node.Scalar file = (Node.Scalar) node.get(TRACE);
        List<TracedTasks.Job> jobs =
                values.get(TRACE) == null ? null : JobTrace.read(file, trail.member(TRACE), reading);
        String name = values.get("name") == null ? nameOf(file.text()) : (String) values.get("name");
        return new TracedTasks(
                name,
                (String) values.get("group"),
                all(values.get("placementStrategy"), PlacementStrategy.class),
                all(values.get("placementConstraints"), PlacementConstraint.class),
                (Boolean) values.get("waits"),
                jobs);
    }

    private static <T> List<T> all(Object values, Class<T> type) {
        List<T> all = new ArrayList<>();
        if (values instanceof List<?> list) {
            list.forEach(value -> all.add(type.cast(value)));
        }
        return all;
    }

    /** What a trace is called after its file: {@code traces/jobs.csv} is {@code jobs}. */
    static String nameOf(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last).replaceAll("[^A-Za-z0-9_-]", "-");
    }
}
