// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.requests.RequestLoad;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.TaskCpu;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests of one service, each played from its arrival through the load balancer to its answer: Poisson arrivals, tasks
 * of one vCPU that are busy for 80 % of the time. Beside it the same queue as it is often written, without a balancer:
 * at every event each job's rest is counted down and the least is looked for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestsBenchmark {
    private static final int REQUESTS = 100_000;
    private static final double CPU_SECONDS = 0.01;
    private static final double BUSY = 0.8;

    @Param({"1", "50", "1000"})
    int tasks;

    @Param({"exponential", "lognormal"})
    String law;

    private RequestLoad load;
    private NaiveSharing naive;
    private long step;
    private long now;

    @Setup
    public void build() {
        Distribution cpu = law.equals("exponential")
                ? new Distribution.Exponential(CPU_SECONDS)
                : new Distribution.LogNormal(CPU_SECONDS, 0.6);
        double rate = tasks * BUSY / CPU_SECONDS;
        step = Time.ofSeconds(REQUESTS / rate);
        load = new RequestLoad(new RandomStreams(1));
        load.addGroup("shop", "shop", 60, Algorithm.round_robin);
        Application app = new Application(
                new RequestModel(cpu, null, null, null, null), null, null, null, null, null, null, null);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < tasks; i++) {
            load.addInstance("host-" + i, 1);
            load.addTask(
                    "task-" + i, "shop", "host-" + i, new TaskCpu(1024, 1, 1024), Double.POSITIVE_INFINITY, app, 0);
            weights.put("task-" + i, 1.0);
        }
        load.setTargets("shop", weights, 0);
        load.setTraffic("shop", new ConstantTraffic(rate), 0);
        naive = new NaiveSharing(tasks, rate, cpu, new RandomStreams(1).stream("naive"));
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public ServiceBooks requestLoad() {
        now += step;
        load.advance(now);
        return load.books("shop");
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long naive() {
        return naive.play(REQUESTS);
    }
}
