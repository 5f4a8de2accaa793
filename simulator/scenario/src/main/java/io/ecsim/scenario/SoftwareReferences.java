// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.agent.ImageRegistry;
import io.ecsim.agent.Rights;
import io.ecsim.aws.Arn;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EnvironmentFile;
import io.ecsim.aws.Secret;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TracedTasks;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What applications, images and faults are said of must be in the task definitions. */
final class SoftwareReferences {
    private final Scenario scenario;
    private final Definitions definitions;
    private final Place root;
    private final Set<String> images = new LinkedHashSet<>();
    private final Set<String> repositories = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>(Set.of(Rights.INSTANCE_ROLE));
    private final Set<String> others = new LinkedHashSet<>();

    SoftwareReferences(Scenario scenario, Definitions definitions, Place root) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.root = root;
        scenario.taskDefinitions().stream().filter(Objects::nonNull).forEach(this::collect);
        images.addAll(References.names(scenario.tasks(), TracedTasks::name));
        images.forEach(image -> repositories.add(ImageRegistry.repository(image)));
    }

    private void collect(TaskDefinition definition) {
        add(roles, Arn.name(definition.executionRoleArn()));
        add(roles, Arn.name(definition.taskRoleArn()));
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (container != null) {
                collect(container);
            }
        }
    }

    private void collect(ContainerDefinition container) {
        add(images, container.image());
        others.addAll(References.names(container.secrets(), Secret::valueFrom));
        others.addAll(References.names(container.environmentFiles(), EnvironmentFile::value));
        if (container.repositoryCredentials() != null) {
            add(others, container.repositoryCredentials().credentialsParameter());
        }
        if (container.logConfiguration() != null) {
            others.addAll(References.names(container.logConfiguration().secretOptions(), Secret::valueFrom));
            add(others, container.logConfiguration().options().get("awslogs-group"));
        }
    }

    private static void add(Set<String> names, String name) {
        if (name != null) {
            names.add(name);
        }
    }

    void check() {
        Place applications = root.member("applications");
        scenario.applications().forEach((name, application) -> {
            if (definitions.find(name) == null) {
                applications.nameOf(name).namesNo("task definition", name, definitions.names());
            } else {
                Set<String> containers =
                        References.names(definitions.find(name).containerDefinitions(), ContainerDefinition::name);
                Place own = applications.member(name).member("containers");
                for (String container : application.containers().keySet()) {
                    if (!containers.contains(container)) {
                        own.nameOf(container).namesNo("container of " + name, container, containers);
                    }
                }
            }
        });
        for (String image : scenario.images().keySet()) {
            if (!images.contains(image) && !repositories.contains(image)) {
                root.member("images").nameOf(image).namesNo("image of a container", image, images);
            }
        }
        faults();
        pushes();
    }

    private void faults() {
        Place faults = root.member("faults");
        Set<String> all = new LinkedHashSet<>(images);
        all.addAll(others);
        all.addAll(roles);
        others.forEach(name -> all.add(Arn.name(name)));
        References.each(faults.member("missing"), scenario.faults().missing(), (name, place) -> {
            if (!all.contains(name) && !all.contains(Arn.name(name))) {
                place.namesNo("image, secret, file, log group or role of a task definition", name, all);
            }
        });
        for (String role : scenario.faults().denied().keySet()) {
            if (!roles.contains(Arn.name(role))) {
                faults.member("denied").nameOf(role).namesNo("role", role, roles);
            }
        }
    }

    private void pushes() {
        References.each(root.member("timeline"), scenario.timeline(), (timed, place) -> {
            if (timed.action() instanceof Action.PushImage push
                    && push.image() != null
                    && !repositories.contains(ImageRegistry.repository(push.image()))) {
                place.member("pushImage").member("image").namesNo("image of a container", push.image(), images);
            }
        });
    }
}
