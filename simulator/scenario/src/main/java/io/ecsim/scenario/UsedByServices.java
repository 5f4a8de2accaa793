// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AppSpec;
import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.ServiceActions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The functions and security groups that services have, at first or after an update: what is said of others is a slip,
 * for it would never matter.
 */
final class UsedByServices {
    private static final List<String> HOOKS = List.of("deploymentConfiguration", "lifecycleHooks");
    private static final List<String> GROUPS = List.of("networkConfiguration", "awsvpcConfiguration", "securityGroups");

    private final Scenario scenario;
    private final Place root;
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> securityGroups = new LinkedHashSet<>();

    UsedByServices(Scenario scenario, Place root) {
        this.scenario = scenario;
        this.root = root;
        scenario.everyService().forEach(this::collect);
        scenario.actions().forEach(this::collect);
    }

    void check() {
        boolean hooksAreRead = areRead("services", HOOKS)
                && areRead("timeline", below("createService", HOOKS))
                && areRead("timeline", below("updateService", HOOKS))
                && areRead("timeline", List.of("createDeployment", "revision"))
                && root.member("rules").isRight();
        scenario.functions()
                .keySet()
                .forEach(name -> root.member("functions")
                        .nameOf(name)
                        .mustName("function of a lifecycle hook", name, new Names(functions, hooksAreRead)));
        securityGroups();
    }

    private void securityGroups() {
        boolean groupsAreRead = areRead("services", GROUPS)
                && areRead("timeline", below("createService", GROUPS))
                && areRead("timeline", below("updateService", GROUPS))
                && root.member("rules").isRight();
        Names groups = new Names(securityGroups, groupsAreRead);
        Names services = new Names(
                Names.of(scenario.everyService(), CreateServiceRequest::serviceName),
                root.member("services").isReadable() && groupsAreRead);
        Place faults = root.member("faults").member("securityGroups");
        References.each(faults, scenario.faults().securityGroups(), (fault, place) -> {
            if ((fault.securityGroup() == null) == (fault.service() == null)) {
                place.problem("must have securityGroup or service, one of the two.");
            } else if (fault.service() != null) {
                place.member("service").mustName("service", Arn.name(fault.service()), services);
            } else {
                place.member("securityGroup").mustName("security group of a service", fault.securityGroup(), groups);
            }
        });
    }

    private void collect(CreateServiceRequest service) {
        hooks(service.deploymentConfiguration());
        network(service.networkConfiguration());
    }

    private void collect(Action action) {
        if (action instanceof ServiceActions.UpdateService update) {
            UpdateServiceRequest request = update.request();
            hooks(request.deploymentConfiguration());
            network(request.networkConfiguration());
        } else if (action instanceof ServiceActions.CreateDeployment create) {
            AppSpec appSpec = create.request().appSpec();
            if (appSpec != null) {
                appSpec.hooks().values().stream()
                        .filter(Objects::nonNull)
                        .forEach(name -> functions.add(Arn.name(name)));
            }
        }
    }

    private void hooks(DeploymentConfiguration configuration) {
        if (configuration != null) {
            configuration.lifecycleHooks().stream()
                    .filter(hook -> hook != null && hook.hookTargetArn() != null)
                    .forEach(hook -> functions.add(Arn.name(hook.hookTargetArn())));
        }
    }

    private void network(NetworkConfiguration network) {
        if (network != null && network.awsvpcConfiguration() != null) {
            securityGroups.addAll(network.awsvpcConfiguration().securityGroups());
        }
    }

    private static List<String> below(String member, List<String> path) {
        return Stream.concat(Stream.of(member), path.stream()).toList();
    }

    /** Whether all that is written under a path of the items of a section could be read. */
    private boolean areRead(String section, List<String> path) {
        Place all = root.member(section);
        return all.isReadable() && all.items().stream().allMatch(item -> isRead(item, path));
    }

    private static boolean isRead(Place item, List<String> path) {
        Place place = item;
        for (String member : path) {
            if (!place.isReadable()) {
                return false;
            }
            place = place.member(member);
        }
        return place.isRight();
    }
}
