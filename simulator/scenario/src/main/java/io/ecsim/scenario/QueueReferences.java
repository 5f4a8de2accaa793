// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RedrivePolicy;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Scenario;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.Retries;
import io.ecsim.workload.Workload;
import io.ecsim.world.World.TrafficModel;
import java.time.Duration;

/** Who comes to what: requests to services, messages to queues, and the services that work on them. */
final class QueueReferences {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private final Scenario scenario;
    private final Place root;
    private final Names services;
    private final Names queues;

    QueueReferences(Scenario scenario, Place root, Names services) {
        this.scenario = scenario;
        this.root = root;
        this.services = services;
        this.queues = Names.of(root.member("queues"), scenario.queues(), Queue::queueName);
    }

    void check() {
        References.each(root.member("queues"), scenario.queues(), this::queue);
        References.each(root.member("workload"), scenario.workload(), this::workload);
    }

    private void queue(Queue queue, Place place) {
        place.violations(Validation.queue(queue));
        RedrivePolicy policy = queue.redrivePolicy();
        if (policy != null && policy.deadLetterTargetArn() != null) {
            place.member("Attributes")
                    .member("RedrivePolicy")
                    .mustName("queue", Arn.name(policy.deadLetterTargetArn()), queues);
        }
    }

    private void workload(Workload workload, Place place) {
        boolean toService = isWritten(place, "service");
        boolean toQueue = isWritten(place, "queue");
        if (toService == toQueue) {
            place.problem("must have a service or a queue" + (toService ? ", not both." : "."));
            return;
        }
        if (toService) {
            place.member("requests").isMissing();
            without(place, "service", "messages", "consumers");
            service(workload.service(), place.member("service"));
            clients(workload.clients(), place.member("clients"));
            return;
        }
        without(place, "queue", "requests", "paths", "clients");
        if (!isWritten(place, "messages") && !isWritten(place, "consumers")) {
            place.problem("must have messages, consumers, or both.");
        }
        if (workload.queue() != null) {
            place.member("queue").mustName("queue", Arn.name(workload.queue()), queues);
        }
        if (workload.consumers() != null) {
            consumers(workload.consumers(), place.member("consumers"));
        }
    }

    /** @param clients null when they could not be read */
    private void clients(Retries clients, Place place) {
        if (clients != null && clients.retries() > 0 && scenario.world().traffic() == TrafficModel.fluid) {
            place.problem(
                    "are simulated request by request only: with --traffic discrete, or world.traffic:" + " discrete.");
        }
    }

    private void consumers(Consumers consumers, Place place) {
        service(consumers.service(), place.member("service"));
        if (consumers.perTask() < 1 && place.member("perTask").isReadable()) {
            place.member("perTask").problem("must be at least 1.");
        }
        if (consumers.poll() != null && consumers.poll().compareTo(LONGEST_POLL) > 0) {
            place.member("poll").problem("must be at most 20s, SQS's longest.");
        }
    }

    static boolean isWritten(Place place, String member) {
        Node node = place.member(member).node();
        return node != null && !Node.isNull(node);
    }

    private static void without(Place place, String beside, String... members) {
        for (String member : members) {
            if (isWritten(place, member)) {
                place.nameOf(member).problem("cannot stand beside " + beside + ".");
            }
        }
    }

    private void service(String name, Place place) {
        if (name != null && !name.isEmpty() && services.lack(Arn.name(name))) {
            place.namesNo("service", name, services.known());
        }
    }
}
