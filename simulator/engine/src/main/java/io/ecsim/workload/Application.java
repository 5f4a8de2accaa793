// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the software in a task does. AWS does not describe it, so this is the scenario's own.
 *
 * @param request what one request costs; null for software that serves none
 * @param concurrency requests in progress per task; further ones queue
 * @param queue requests that may wait per task; further ones are rejected
 * @param cpuAtRest share of one vCPU used without any request
 * @param warmUp from container start until it answers health checks and requests
 * @param coldStart how much slower it is at first
 * @param calls of other services, for each request
 * @param health how it answers health checks once warm
 * @param onStop what it does after SIGTERM
 * @param exit when it ends by itself
 * @param containers where containers of one task differ, by name: what is said above belongs to the container that
 *     serves requests, and of the others nothing is said
 */
public record Application(
        RequestModel request,
        Integer concurrency,
        Integer queue,
        MemoryModel memory,
        Share cpuAtRest,
        Duration warmUp,
        ColdStart coldStart,
        List<Call> calls,
        Health health,
        OnStop onStop,
        Exit exit,
        Map<String, Software> containers) {
    public Application {
        concurrency = Absent.or(concurrency, 200);
        queue = Absent.or(queue, 500);
        memory = Absent.or(memory, new MemoryModel(null));
        cpuAtRest = Absent.or(cpuAtRest, Share.ZERO);
        warmUp = Absent.or(warmUp, Duration.ZERO);
        coldStart = Absent.or(coldStart, ColdStart.NONE);
        calls = Absent.list(calls);
        health = Absent.or(health, Health.HEALTHY);
        onStop = Absent.or(onStop, new OnStop(null));
        exit = Absent.or(exit, Exit.NEVER);
        containers = Absent.map(containers);
    }

    /** Software that does not end by itself, in containers that do not differ. */
    public Application(
            RequestModel request,
            Integer concurrency,
            Integer queue,
            MemoryModel memory,
            Share cpuAtRest,
            Duration warmUp,
            Health health,
            OnStop onStop) {
        this(request, concurrency, queue, memory, cpuAtRest, warmUp, null, null, health, onStop, null, null);
    }

    /** The same, with what is said of the container that serves requests in its place. */
    public Application servingIn(String container) {
        if (!containers.containsKey(container)) {
            return this;
        }
        Software main = containers.get(container).orElse(new Software(memory, warmUp, health, exit, onStop));
        return new Application(
                request,
                concurrency,
                queue,
                main.memory(),
                cpuAtRest,
                main.warmUp(),
                coldStart,
                calls,
                main.health(),
                main.onStop(),
                main.exit(),
                containers);
    }

    /** @param main whether the container serves the requests */
    public Software software(String container, boolean main) {
        if (main) {
            return new Software(memory, warmUp, health, exit, onStop);
        }
        Software other = containers.get(container);
        return other == null ? Software.UNDESCRIBED : other.orElse(Software.UNDESCRIBED);
    }

    /** The same, slower at first. */
    public Application starting(ColdStart coldStart) {
        return new Application(
                request,
                concurrency,
                queue,
                memory,
                cpuAtRest,
                warmUp,
                coldStart,
                calls,
                health,
                onStop,
                exit,
                containers);
    }

    /** The same, calling others. */
    public Application calling(List<Call> calls) {
        return new Application(
                request,
                concurrency,
                queue,
                memory,
                cpuAtRest,
                warmUp,
                coldStart,
                calls,
                health,
                onStop,
                exit,
                containers);
    }

    /** Nanoseconds from container start until requests take the CPU time that they always take from then on. */
    public long coldFor() {
        return coldStart.duration().isZero() ? 0 : Time.of(warmUp) + Time.of(coldStart.duration());
    }

    /** Software about which the scenario says nothing: ready at once, always healthy, gone at SIGTERM. */
    public static final Application UNDESCRIBED = new Application(null, null, null, null, null, null, null, null);

    /**
     * @param factor by which the CPU time of a request is multiplied while cold, at least 1
     * @param duration how long so, from when the container is warm
     */
    public record ColdStart(Double factor, Duration duration) {
        public static final ColdStart NONE = new ColdStart(null, null);

        public ColdStart {
            factor = Absent.or(factor, 1.0);
            duration = Absent.or(duration, Duration.ZERO);
        }
    }

    /**
     * What a request asks of another service when its own work is done.
     *
     * @param service that is called, as its clients call it
     * @param perRequest calls, above 0; of a broken number by chance one more or less; default 1
     * @param timeout after which no answer is waited for any more, and the request fails; default 30 s
     */
    public record Call(String service, Double perRequest, Duration timeout) {
        public Call {
            perRequest = Absent.or(perRequest, 1.0);
            timeout = Absent.or(timeout, Duration.ofSeconds(30));
        }
    }

    /**
     * @param atRest memory of a container that serves nothing and has just started
     * @param leak by which it grows
     */
    public record MemoryModel(Bytes atRest, ByteRate leak) {
        public MemoryModel {
            atRest = Absent.or(atRest, new Bytes(0));
            leak = Absent.or(leak, ByteRate.ZERO);
        }

        public MemoryModel(Bytes atRest) {
            this(atRest, null);
        }
    }

    /** @param drain how long the software works on after SIGTERM before it exits by itself */
    public record OnStop(Duration drain) {
        public OnStop {
            drain = Absent.or(drain, Duration.ZERO);
        }
    }
}
