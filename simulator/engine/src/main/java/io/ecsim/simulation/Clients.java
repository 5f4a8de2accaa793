// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Load;
import io.ecsim.workload.Retries;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some outside clients of a service, in one run.
 *
 * @param name as the load calls them: the service's for the first of its clients
 * @param traffic with its luck decided
 * @param paths shares of the requests by path
 * @param retries how they try again
 */
record Clients(String name, String service, Traffic traffic, Map<String, Double> paths, Retries retries) {
    /** Those of a scenario, in its order, and then the services that call others. */
    static List<Clients> of(Scenario scenario, RandomStreams streams) {
        List<Clients> all = of(scenario.workload(), streams);
        scenario.applications().values().stream()
                .flatMap(application -> application.calls().stream())
                .map(call -> Arn.name(call.service()))
                .distinct()
                .forEach(called -> all.add(
                        new Clients(Load.callsTo(called), called, ConstantTraffic.NONE, Map.of(), Retries.NONE)));
        return all;
    }

    boolean areCalls() {
        return name.equals(Load.callsTo(service));
    }

    private static List<Clients> of(List<Workload> workloads, RandomStreams streams) {
        List<Clients> all = new ArrayList<>();
        Map<String, Integer> ofService = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            if (workload.service() == null) {
                continue;
            }
            int number = ofService.merge(workload.service(), 1, Integer::sum);
            String name = number == 1 ? workload.service() : workload.service() + " #" + number;
            Map<String, Double> paths = new LinkedHashMap<>();
            workload.paths().forEach((path, share) -> paths.put(path, share.fraction()));
            Traffic traffic = workload.requests().drawn(streams.stream("traffic/" + name));
            all.add(new Clients(name, workload.service(), traffic, paths, workload.clients()));
        }
        return all;
    }
}
