// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Metric;
import io.ecsim.queue.MessageQueue;
import io.ecsim.simulation.Meter.Publisher;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one queue (SC-140 to SC-142). */
final class QueueMeter {
    private final MessageQueue queue;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private MessageQueue.Books before;

    QueueMeter(MessageQueue queue, MetricNames names) {
        this.queue = queue;
        this.before = queue.books();
        PublishedMetrics.OF_A_QUEUE.forEach(name -> metrics.put(name, names.sqs(name, queue.name())));
    }

    /** What there is now, and what happened in the minute. */
    void read(long now, Publisher publisher) {
        MessageQueue.Books books = queue.books();
        if (queue.isActive()) {
            publish("ApproximateNumberOfMessagesVisible", books.visible(), now, publisher);
            publish("ApproximateNumberOfMessagesNotVisible", books.inFlight(), now, publisher);
            publish("ApproximateNumberOfMessagesDelayed", books.delayed(), now, publisher);
            publish("ApproximateAgeOfOldestMessage", Time.toSeconds(queue.ageOfOldest()), now, publisher);
            publish("NumberOfMessagesSent", books.sent() - before.sent(), now, publisher);
            publish("NumberOfMessagesReceived", books.received() - before.received(), now, publisher);
            publish("NumberOfMessagesDeleted", books.deleted() - before.deleted(), now, publisher);
            publish("NumberOfEmptyReceives", books.emptyReceives() - before.emptyReceives(), now, publisher);
        }
        before = books;
    }

    private void publish(String name, double value, long now, Publisher publisher) {
        publisher.publish(metrics.get(name), now, value);
    }
}
