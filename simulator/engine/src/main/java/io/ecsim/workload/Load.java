// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All load of a run: the sole owner of who sends how much to whom, what the tasks make of it, and what becomes of it. It
 * is a fluid or made of single requests; whoever changes or reads it does not see which.
 *
 * <p>Changes take effect at {@link #solve}, which the caller runs once at the end of an instant with changes, and again
 * at {@link #nextChange}. Readings are those of the time last advanced to. Times are nanoseconds since the scenario's
 * start; amounts of requests are millionths, and books close exactly.
 */
public interface Load {

    /** @param vcpus above 0; a Fargate task is an instance by itself */
    void addInstance(String instance, double vcpus);

    /** What an instance has for its tasks from now on: at most its own vCPUs, above 0. */
    void setVcpus(String instance, double vcpus, long now);

    /** An instance whose tasks have all been removed. */
    void removeInstance(String instance);

    /**
     * Its containers run: from now on it uses CPU and memory, and answers once it is a target.
     *
     * @param memoryLimit MiB, above 0; infinite when there is none. A task that has them is {@link #full}
     */
    void addTask(
            String task, String service, String instance, TaskCpu cpu, double memoryLimit, Application app, long now);

    /**
     * Its containers are gone, and what they had in progress fails (LB-12: 502). While it is still a target, so does
     * what is sent to it. Who wants its last reading takes it before.
     */
    void removeTask(String task, long now);

    /** The connections to a task are closed: what it has in progress fails (LB-12: 502), and it goes on. */
    void closeConnections(String task, long now);

    /**
     * A target group; a service without one has a group of its own name.
     *
     * @param service where requests are counted
     * @param idleTimeout seconds that the load balancer waits for an answer (LB-12)
     */
    void addGroup(String group, String service, double idleTimeout, Algorithm algorithm);

    /**
     * Further clients of a service, beside those that are called as it is.
     *
     * @param name in place of the service's where traffic and shares are set
     */
    void addSource(String name, String service);

    /** Other services call this one: a further source, named {@link #callsTo}. A fluid has no calls. */
    void addCalls(String service);

    static String callsTo(String service) {
        return "calls to " + service;
    }

    /** How clients try again; a fluid has none that do. */
    void setRetries(String source, Retries retries);

    /** What clients send from now on. */
    void setTraffic(String source, Traffic traffic, long now);

    /**
     * Where what clients send goes from now on: to the service's own group when never set.
     *
     * @param shares by group, from 0 up and together at most 1; what is left goes nowhere and fails
     */
    void setShares(String source, Map<String, Double> shares, long now);

    /**
     * The tasks that requests to a group go to, each by its weight, above 0. Without any, requests fail (LB-12: 503). A
     * task that is no target any more works off what it has.
     */
    void setTargets(String group, Map<String, Double> weights, long now);

    /**
     * One of these; the others keep their weights.
     *
     * @param weight 0 when it is no target any more
     */
    void setTarget(String group, String target, double weight, long now);

    /** All of them, each with the same weight. */
    default void setTargets(String group, List<String> targets, long now) {
        var weights = new LinkedHashMap<String, Double>();
        targets.forEach(target -> weights.put(target, 1.0));
        setTargets(group, weights, now);
    }

    /** Integrates to {@code now}, which is not before the time already reached. */
    void advance(long now);

    /** Lets changes take effect. */
    void solve(long now);

    /** When it is next to be solved though nothing changes it from outside; {@link Long#MAX_VALUE} when never. */
    long nextChange();

    /** Tasks that use all the memory they may, at the time last solved for. */
    List<String> full();

    /** Tasks that were added and not removed. */
    Set<String> tasks();

    /** What a task did since it was last read. */
    TaskReading readTask(String task);

    CpuUse cpuUse(String instance);

    /** CPU that a task uses, as a share of its reservation; of its instance when it reserves none. */
    double cpuUtilisation(String task);

    /** What became of a service's requests since the start. */
    ServiceBooks books(String service);

    /** What became of the calls that other services made of a service since the start. */
    ServiceBooks callBooks(String service);

    /** Who answered what was sent to a target group, since the start. */
    Answers groupAnswers(String group);

    /** From now on {@link #readGroup} tells the law of a group's response times. */
    void keepResponseTimes(String group);

    /** Who answered what was sent to a target group, since it was last read. */
    Answers readGroup(String group);

    /** Response times of a service over the whole run. */
    LatencySummary latency(String service);

    /** Response times of all services together. */
    LatencySummary latency();
}
