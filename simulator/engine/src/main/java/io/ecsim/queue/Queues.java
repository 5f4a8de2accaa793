// SPDX-License-Identifier: Apache-2.0
package io.ecsim.queue;

import io.ecsim.aws.Arn;
import io.ecsim.aws.Queue;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.workload.Arrivals;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** All queues of a run, who sends to them, and which tasks work on them: the sole owner of messages. */
public final class Queues {
    private static final RequestModel FREE = new RequestModel(null, null, null, null, null);

    private record Consumption(MessageQueue queue, LongPolls longPolls, Consumers consumers) {}

    private final Kernel kernel;
    private final RandomStreams streams;
    private final long horizon;
    private final Map<String, MessageQueue> queues = new LinkedHashMap<>();
    private final Map<String, LongPolls> longPolls = new LinkedHashMap<>();
    private final Map<String, String> deadLetterQueues = new LinkedHashMap<>();
    private final List<Consumption> consumptions = new ArrayList<>();
    private final Map<String, List<Worker>> workers = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Host> hostOfTask = new LinkedHashMap<>();

    /** Where tasks work on messages. */
    private static final class Host {
        private final Map<String, List<Worker>> workers = new LinkedHashMap<>();
        private double cpuSecondsBefore;

        double cpuSeconds() {
            double all = cpuSecondsBefore;
            for (List<Worker> ofTask : workers.values()) {
                all += Queues.cpuSeconds(ofTask);
            }
            return all;
        }
    }

    /** @param horizon nanoseconds; what is sent later is not looked for */
    public Queues(Kernel kernel, RandomStreams streams, long horizon) {
        this.horizon = horizon;
        this.kernel = kernel;
        this.streams = streams;
    }

    // What stands at the beginning

    /** A dead-letter queue may be created after those whose messages it gets. */
    public void create(Queue document) {
        MessageQueue queue = new MessageQueue(document, kernel);
        queues.put(queue.name(), queue);
        longPolls.put(queue.name(), new LongPolls(kernel, queue));
        if (document.redrivePolicy() != null) {
            deadLetterQueues.put(queue.name(), Arn.name(document.redrivePolicy().deadLetterTargetArn()));
        }
        deadLetterQueues.forEach((from, to) -> {
            if (queues.containsKey(to)) {
                queues.get(from).setDeadLetterQueue(queues.get(to));
            }
        });
    }

    /** Messages that somebody sends from now on. */
    public void produce(String queue, Traffic messages) {
        queues.get(queue).addProducer(new Arrivals(messages, horizon));
    }

    /** Who sends to a queue sends more or less from now on, until a time in nanoseconds. */
    public void scaleProducers(String queue, double factor, long until) {
        longPolls.get(queue).advance();
        queues.get(queue).scaleProducers(factor, until);
        longPolls.get(queue).lookAgain();
    }

    /** Tasks of a service work on the messages of a queue once they {@link #begin}. */
    public void consume(String queue, Consumers consumers) {
        consumptions.add(new Consumption(queues.get(queue), longPolls.get(queue), consumers));
    }

    // Workers

    /** Whether tasks of a service poll a queue; null for a standalone task. */
    public boolean isPolledBy(String service) {
        return consumptions.stream().anyMatch(each -> each.consumers().service().equals(service));
    }

    public boolean isWorker(String task) {
        return workers.containsKey(task);
    }

    /**
     * The software of a task polls from now on.
     *
     * @param host of the task
     * @param model what a message costs in CPU and errors; null for nothing
     * @param vcpus that the task can have at most, asked for with every message
     */
    public void begin(String task, String host, String service, RequestModel model, DoubleSupplier vcpus) {
        List<Worker> own = new ArrayList<>();
        workers.put(task, own);
        hostOfTask.put(task, hosts.computeIfAbsent(host, name -> new Host()));
        hostOfTask.get(task).workers.put(task, own);
        for (Consumption each : consumptions) {
            if (each.consumers().service().equals(service)) {
                Worker worker = new Worker(
                        kernel,
                        each.queue(),
                        each.longPolls(),
                        each.consumers(),
                        model == null ? FREE : model,
                        () -> Math.min(1, vcpus.getAsDouble()),
                        streams.stream("queue/" + each.queue().name() + "/" + service));
                own.add(worker);
                worker.look();
            }
        }
    }

    /** A task that was told to stop finishes what it has and takes no more. */
    public void stopPolling(String task) {
        workers.getOrDefault(task, List.of()).forEach(Worker::stopPolling);
    }

    /** The software of a task has ended. Returns how many messages it had, which come back. */
    public int end(String task) {
        List<Worker> own = workers.remove(task);
        if (own == null) {
            return 0;
        }
        int had = own.stream().mapToInt(Worker::end).sum();
        Host host = hostOfTask.remove(task);
        host.workers.remove(task);
        host.cpuSecondsBefore += cpuSeconds(own);
        return had;
    }

    /** Nanoseconds until a task has finished what it has; 0 for one that is no worker. */
    public long workLeft(String task) {
        return workers.getOrDefault(task, List.of()).stream()
                .mapToLong(Worker::workLeft)
                .max()
                .orElse(0);
    }

    /** CPU time that messages took in a task since this was last asked, in seconds of one vCPU. */
    public double takeCpuSeconds(String task) {
        double seconds = 0;
        for (Worker worker : workers.getOrDefault(task, List.of())) {
            seconds += worker.takeCpuSeconds();
        }
        return seconds;
    }

    /** CPU time that messages have taken on a host, in seconds of one vCPU. */
    public double cpuSecondsOn(String host) {
        Host known = hosts.get(host);
        return known == null ? 0 : known.cpuSeconds();
    }

    private static double cpuSeconds(List<Worker> workers) {
        double all = 0;
        for (Worker worker : workers) {
            all += worker.cpuSeconds();
        }
        return all;
    }

    /** Whether tasks work on messages there now. */
    public boolean isWorkedOn(String host) {
        return hosts.containsKey(host) && !hosts.get(host).workers.isEmpty();
    }

    // Readings

    /** In the order of creation, each as of now. */
    public Collection<MessageQueue> all() {
        longPolls.values().forEach(LongPolls::advance);
        return queues.values();
    }
}
