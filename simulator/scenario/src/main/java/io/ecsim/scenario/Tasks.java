// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.TracedTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Standalone tasks: {@code {trace: jobs.csv}}, with the members of RunTask that say where they go. */
final class Tasks {
    private static final String TRACE = "trace";
    private static final List<String> OF_RUN_TASK = List.of("group", "placementStrategy", "placementConstraints");
    private static final List<String> LATER = List.of("taskDefinition", "arrivals");

    static final Shape SHAPE = new Recorded(
            TRACE,
            new Members("the tasks of a trace", Tasks::members, null, Tasks::tasks, Records.parts(TracedTasks.class)));

    private Tasks() {}

    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("name", new Member("name", Value.TEXT, false));
        members.put(TRACE, new Member(TRACE, FileName.SHAPE, false));
        members.put("sha256", new Member("sha256", Value.TEXT, false));
        Map<String, Member> runTask =
                ((Members) Shapes.of(RunTaskRequest.class)).known().get();
        OF_RUN_TASK.forEach(name -> members.put(name, runTask.get(name)));
        members.put("waits", new Member("waits", Value.FLAG, false));
        LATER.forEach(name -> members.put(name, new Member(null, new Unsimulated(true), false)));
        return members;
    }

    private static Object tasks(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        if (LATER.stream().anyMatch(node.members()::containsKey)) {
            return null; // which has been said
        }
        if (!(node.get(TRACE) instanceof Node.Scalar file) || Node.isNull(file)) {
            throw new IllegalArgumentException("must have a trace");
        }
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
