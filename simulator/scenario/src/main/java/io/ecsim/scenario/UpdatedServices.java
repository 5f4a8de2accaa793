// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.Violation;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Scenario;
import io.ecsim.world.Quotas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services as the updates of a timeline leave them, one after the other: what AWS says of an update depends on both. */
final class UpdatedServices {
    private final Map<String, CreateServiceRequest> services = new LinkedHashMap<>();
    private final Names alarms;
    private final Cluster cluster;
    private final Quotas quotas;

    UpdatedServices(Scenario scenario, Place root) {
        scenario.services().stream()
                .filter(service -> service != null && service.serviceName() != null)
                .forEach(service -> services.put(service.serviceName(), service.in(scenario.cluster())));
        cluster = scenario.cluster();
        quotas = scenario.quotas();
        alarms = Names.ofAlarms(root, scenario);
    }

    void create(CreateServiceRequest request) {
        services.put(request.serviceName(), request.in(cluster));
    }

    /**
     * Checks the service as it is from now on.
     *
     * @param definition of its tasks; null when it is not known
     */
    void update(UpdateServiceRequest request, TaskDefinition definition, Place place) {
        CreateServiceRequest before = request.service() == null ? null : services.get(Arn.name(request.service()));
        if (before == null) {
            return;
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        put(changes, "desiredCount", request.desiredCount());
        put(changes, "placementStrategy", request.placementStrategy());
        put(changes, "placementConstraints", request.placementConstraints());
        put(changes, "deploymentConfiguration", request.deploymentConfiguration());
        put(changes, "loadBalancers", request.loadBalancers());
        put(changes, "serviceRegistries", request.serviceRegistries());
        put(changes, "healthCheckGracePeriodSeconds", request.healthCheckGracePeriodSeconds());
        put(changes, "capacityProviderStrategy", request.capacityProviderStrategy());
        put(changes, "platformVersion", request.platformVersion());
        if (request.capacityProviderStrategy() != null) {
            changes.put("launchType", null);
            place.violations(Validation.capacityProviders(request.capacityProviderStrategy(), cluster));
        }
        put(changes, "availabilityZoneRebalancing", request.availabilityZoneRebalancing());
        if (changes.isEmpty()) {
            return;
        }
        CreateServiceRequest after = (CreateServiceRequest) Records.with(before, changes);
        services.put(before.serviceName(), after);
        List<Violation> fresh = new ArrayList<>(violations(after, definition));
        fresh.removeAll(violations(before, definition));
        place.violations(fresh);
        if (request.deploymentConfiguration() != null) {
            ServiceReferences.alarms(
                    request.deploymentConfiguration(), alarms, place.member("deploymentConfiguration"));
            ServiceReferences.hooks(request.deploymentConfiguration(), place.member("deploymentConfiguration"));
        }
    }

    private List<Violation> violations(CreateServiceRequest service, TaskDefinition definition) {
        List<Violation> all = new ArrayList<>(Validation.quotas(service, quotas));
        all.addAll(definition == null ? Validation.service(service) : Validation.service(service, definition));
        return all;
    }

    private static void put(Map<String, Object> changes, String member, Object value) {
        if (value != null) {
            changes.put(member, value);
        }
    }
}
