// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import io.ecsim.aws.Absent;
import io.ecsim.aws.EphemeralStorage;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code detail} of an ECS Task State Change: the task as it is now (EB-2). What is not known is left out. */
final class TaskDetail {
    private static final String ARCHITECTURE = "ecs.cpu-architecture";

    private static final int INCLUDED_STORAGE = 20;

    private final Naming naming;
    private final Task task;
    private final Map<String, Object> detail = new LinkedHashMap<>();

    private TaskDetail(Naming naming, Task task) {
        this.naming = naming;
        this.task = task;
    }

    /** @param now when it became as it is */
    static Map<String, Object> of(Task task, Naming naming, long now, int version) {
        TaskDetail detail = new TaskDetail(naming, task);
        detail.place();
        detail.state(version);
        detail.times();
        detail.detail.put("updatedAt", naming.millis(now));
        return detail.detail;
    }

    private void place() {
        String architecture = task.instance().attributes().get(ARCHITECTURE);
        detail.put("attachments", task.needs().eni() ? List.of(eni()) : List.of());
        detail.put(
                "attributes",
                architecture == null ? List.of() : List.of(members("name", ARCHITECTURE, "value", architecture)));
        if (!task.waitsForCapacity()) {
            detail.put("availabilityZone", task.instance().availabilityZone());
        }
        detail.put("clusterArn", naming.clusterArn());
        if (task.connectivityAt() >= 0) {
            detail.put("connectivity", "CONNECTED");
        }
        if (task.compute().capacityProvider() != null) {
            detail.put("capacityProviderName", task.compute().capacityProvider());
        }
        if (!task.compute().isFargate() && !task.waitsForCapacity()) {
            detail.put("containerInstanceArn", naming.instance(task.instance().id()));
        }
        detail.put("containers", task.containers().stream().map(this::container).toList());
        detail.put("cpu", Integer.toString(task.needs().cpu()));
        detail.put("memory", Integer.toString(task.needs().memory()));
    }

    private void state(int version) {
        detail.put("desiredStatus", task.stopRequested() ? "STOPPED" : "RUNNING");
        detail.put("enableExecuteCommand", false);
        detail.put("group", task.group());
        detail.put("launchType", task.compute().launchType().name());
        if (task.compute().isFargate()) {
            ephemeralStorage();
            detail.put("platformVersion", task.compute().platformVersion());
        }
        detail.put("lastStatus", task.lastStatus().name());
        detail.put(
                "overrides",
                members(
                        "containerOverrides",
                        task.containers().stream()
                                .map(container -> members("name", container.name()))
                                .toList()));
        if (task.deployment() != null) {
            detail.put("startedBy", task.deployment());
        }
        if (task.stopRequested()) {
            detail.put("stopCode", task.stopCode().name());
            detail.put("stoppedReason", task.stoppedReason());
        }
        detail.put("taskArn", naming.task(task.id()));
        detail.put("taskDefinitionArn", naming.taskDefinition(task.revision().name()));
        detail.put("version", version);
    }

    private void ephemeralStorage() {
        EphemeralStorage storage = task.revision().definition().ephemeralStorage();
        boolean given = storage != null && storage.sizeInGiB() != null;
        detail.put("ephemeralStorage", members("sizeInGiB", given ? storage.sizeInGiB() : INCLUDED_STORAGE));
    }

    private void times() {
        time("createdAt", task.createdAt());
        time("connectivityAt", task.connectivityAt());
        time("pullStartedAt", task.pullStartedAt());
        time("pullStoppedAt", task.pullStoppedAt());
        time("startedAt", task.startedAt());
        time("stoppingAt", task.stoppingAt());
        time("executionStoppedAt", task.executionStoppedAt());
        time("stoppedAt", task.stoppedAt());
    }

    /** @param nanos negative for what has not happened yet (TL-5) */
    private void time(String name, long nanos) {
        if (nanos >= 0) {
            detail.put(name, naming.millis(nanos));
        }
    }

    private Map<String, Object> eni() {
        String status = task.connectivityAt() < 0 ? "ATTACHING" : task.isStopped() ? "DELETED" : "ATTACHED";
        String network = "eni-" + Naming.hash(task.id()).substring(0, 17);
        return members(
                "id",
                naming.uuid(task.id() + "/eni"),
                "type",
                "eni",
                "status",
                task.lastStatus() == TaskLastStatus.DEPROVISIONING ? "DETACHING" : status,
                "details",
                List.of(members("name", "networkInterfaceId", "value", network)));
    }

    private Map<String, Object> container(Container container) {
        Map<String, Object> members = members(
                "containerArn",
                naming.container(task.id(), container.name()),
                "lastStatus",
                container.lastStatus().name(),
                "name",
                container.name(),
                "image",
                container.definition().image());
        if (container.imageVersion() >= 0) {
            members.put("imageDigest", Naming.imageDigest(container.definition().image(), container.imageVersion()));
        }
        if (container.hasStarted()) {
            members.put("runtimeId", Naming.hash(task.id() + "/" + container.name() + "/" + container.restartCount()));
        }
        members.put("taskArn", naming.task(task.id()));
        if (container.exitCode() != null) {
            members.put("exitCode", container.exitCode());
        }
        if (container.reason() != null) {
            members.put("reason", container.reason());
        }
        members.put(
                "networkInterfaces",
                task.needs().eni() ? List.of(members("attachmentId", naming.uuid(task.id() + "/eni"))) : List.of());
        members.put("networkBindings", bindings(container));
        members.put("cpu", Integer.toString(Absent.or(container.definition().cpu(), 0)));
        if (container.definition().memory() != null) {
            members.put("memory", container.definition().memory().toString());
        }
        return members;
    }

    /** Those of static host ports: which others a container got is not simulated. */
    private List<Map<String, Object>> bindings(Container container) {
        List<Map<String, Object>> bindings = new ArrayList<>();
        for (PortMapping port : container.definition().portMappings()) {
            boolean host = task.revision().definition().networkMode() == NetworkMode.host;
            Integer hostPort = host ? port.containerPort() : port.hostPort();
            if (container.isRunning() && !task.needs().eni() && hostPort != null && hostPort > 0) {
                bindings.add(members(
                        "bindIP",
                        "0.0.0.0",
                        "containerPort",
                        port.containerPort(),
                        "hostPort",
                        hostPort,
                        "protocol",
                        port.protocol().name()));
            }
        }
        return bindings;
    }

    /** @param namesAndValues a name, its value, and so on */
    static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
