// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.simulation.Scenario;
import io.ecsim.workload.Application;
import io.ecsim.world.World.TrafficModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which services the software of others calls: some that there are, and none that calls back. */
final class CallReferences {
    private final Scenario scenario;
    private final Place root;
    private final Names services;
    /** By service, the ones that its software calls in some revision. */
    private final Map<String, Set<String>> called = new LinkedHashMap<>();

    CallReferences(Scenario scenario, Place root, Names services) {
        this.scenario = scenario;
        this.root = root;
        this.services = services;
        scenario.everyService()
                .forEach(service -> scenario.applications().forEach((name, application) -> {
                    if (runs(service, name)) {
                        var own = called.computeIfAbsent(service.serviceName(), key -> new LinkedHashSet<>());
                        application.calls().stream()
                                .filter(call -> call != null && call.service() != null)
                                .forEach(call -> own.add(Arn.name(call.service())));
                    }
                }));
    }

    void check() {
        scenario.applications()
                .forEach((name, application) -> calls(
                        name,
                        application,
                        root.member("applications").member(name).member("calls")));
    }

    private void calls(String name, Application application, Place calls) {
        if (!application.calls().isEmpty() && scenario.world().traffic() == TrafficModel.fluid) {
            calls.problem(
                    "are simulated request by request only: with --traffic discrete, or world.traffic: discrete.");
        }
        References.each(calls, application.calls(), (call, place) -> {
            if (call.service() == null || call.service().isEmpty()) {
                return;
            }
            String to = Arn.name(call.service());
            if (services.lack(to)) {
                place.member("service").namesNo("service", call.service(), services.known());
            } else if (reached(to).stream().anyMatch(service -> isRunBy(service, name))) {
                place.member("service").problem("calls back: services cannot call each other in a circle.");
            }
        });
    }

    /** The service, and all that are called for it. */
    private Set<String> reached(String first) {
        Set<String> reached = new LinkedHashSet<>();
        reach(first, reached);
        return reached;
    }

    private void reach(String service, Set<String> reached) {
        if (reached.add(service)) {
            called.getOrDefault(service, Set.of()).forEach(next -> reach(next, reached));
        }
    }

    private boolean isRunBy(String service, String application) {
        return scenario.everyService().stream()
                .anyMatch(request -> service.equals(request.serviceName()) && runs(request, application));
    }

    private static boolean runs(CreateServiceRequest service, String application) {
        return service.taskDefinition() != null
                && family(service.taskDefinition()).equals(family(application));
    }

    private static String family(String taskDefinition) {
        return Arn.name(taskDefinition).replaceFirst(":\\d+$", "");
    }
}
