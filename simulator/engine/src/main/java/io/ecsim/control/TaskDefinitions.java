// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Revision;
import io.ecsim.journal.Entry;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Owns the registered task definitions. One that is INACTIVE goes on where it runs, and its services scale with it;
 * nothing new is started from it. One that is deleted is gone when nobody uses it any more.
 */
final class TaskDefinitions {
    private static final String ACTIVE = "ACTIVE";
    private static final String INACTIVE = "INACTIVE";
    private static final String DELETING = "DELETE_IN_PROGRESS";

    /** DeleteTaskDefinitions takes so many. */
    private static final int MOST = 10;

    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final Consumer<Entry> journal;
    private final Map<String, List<Revision>> families = new LinkedHashMap<>();
    /** Of those that are not ACTIVE. */
    private final Map<Revision, String> statuses = new LinkedHashMap<>();

    TaskDefinitions(ClusterState cluster, ServiceScheduler scheduler, Consumer<Entry> journal) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.journal = journal;
    }

    Revision register(TaskDefinition definition) {
        List<Revision> revisions = families.computeIfAbsent(definition.family(), family -> new ArrayList<>());
        revisions.add(new Revision(definition, revisions.size() + 1));
        return revisions.get(revisions.size() - 1);
    }

    /** The newest ACTIVE revision of a family, or the one that is named. */
    Revision describe(String nameOrArn) {
        Revision found = find(nameOrArn);
        if (found == null) {
            throw notFound();
        }
        return found;
    }

    /**
     * One from which something new may be started.
     *
     * @param code of the refusal, which differs between operations
     */
    Revision active(String nameOrArn, String code) {
        Revision found = describe(nameOrArn);
        if (!status(found).equals(ACTIVE)) {
            throw new AwsException(code, "TaskDefinition is inactive");
        }
        return found;
    }

    void deregister(String nameOrArn) {
        Revision revision = named(nameOrArn);
        if (!status(revision).equals(ACTIVE)) {
            throw new AwsException("ClientException", "The specified task definition is already inactive.");
        }
        set(revision, INACTIVE, "deregisterTaskDefinition");
    }

    /** Returns the failures: those that do not exist or are still ACTIVE. */
    List<String> delete(List<String> namesOrArns) {
        if (namesOrArns.isEmpty() || namesOrArns.size() > MOST) {
            throw new AwsException(
                    "InvalidParameterException", "taskDefinitions must have from 1 to " + MOST + " items.");
        }
        List<String> failures = new ArrayList<>();
        for (String name : namesOrArns) {
            Revision revision = Arn.name(name).contains(":") ? find(name) : null;
            if (revision == null) {
                failures.add(name + " MISSING");
            } else if (status(revision).equals(ACTIVE)) {
                failures.add(name + " ACTIVE");
            } else if (!status(revision).equals(DELETING)) {
                set(revision, DELETING, "deleteTaskDefinitions");
            }
        }
        return failures;
    }

    private void set(Revision revision, String status, String why) {
        statuses.put(revision, status);
        journal.accept(new Entry.TaskDefinitionStatusChanged(revision.name(), status, why));
    }

    private Revision named(String nameOrArn) {
        if (!Arn.name(nameOrArn).contains(":")) {
            throw new AwsException("ClientException", "The task definition must be named as family:revision.");
        }
        return describe(nameOrArn);
    }

    private String status(Revision revision) {
        return statuses.getOrDefault(revision, ACTIVE);
    }

    private Revision find(String nameOrArn) {
        String name = Arn.name(nameOrArn);
        int colon = name.lastIndexOf(':');
        List<Revision> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        if (colon < 0) {
            return newestActive(revisions);
        }
        int number = TaskOperations.number(name.substring(colon + 1));
        Revision found = number < 1 || number > revisions.size() ? null : revisions.get(number - 1);
        return found == null || isDeleted(found) ? null : found;
    }

    private Revision newestActive(List<Revision> revisions) {
        for (int i = revisions.size() - 1; i >= 0; i--) {
            if (status(revisions.get(i)).equals(ACTIVE)) {
                return revisions.get(i);
            }
        }
        return null;
    }

    /** Whether it was to be deleted, and no task and no service uses it any more. */
    private boolean isDeleted(Revision revision) {
        return status(revision).equals(DELETING)
                && cluster.tasks().stream().noneMatch(task -> task.revision().equals(revision))
                && scheduler.services().stream()
                        .filter(service -> service.status() != Service.Status.INACTIVE)
                        .noneMatch(service -> service.primary().revision().equals(revision));
    }

    private static AwsException notFound() {
        return new AwsException("ClientException", "TaskDefinition not found.");
    }
}
