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
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TaskSource;
import io.ecsim.simulation.TracedTasks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What applications, images and faults are said of must be in the task definitions. */
final class SoftwareReferences {
    private final Scenario scenario;
    private final Definitions definitions;
    private final Place root;
    private final Names images;
    private final boolean definitionsAreRight;
    private final Set<String> repositories = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>(List.of(Rights.INSTANCE_ROLE, Rights.SCALING_ROLE));
    private final Set<String> others = new LinkedHashSet<>();

    SoftwareReferences(Scenario scenario, Definitions definitions, Place root) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.root = root;
        this.images = images();
        this.definitionsAreRight = root.member("taskDefinitions").isRight();
        scenario.taskDefinitions().stream().filter(Objects::nonNull).forEach(this::collect);
        images.known().forEach(image -> repositories.add(ImageRegistry.repository(image)));
    }

    /** Those of containers, and of traces of tasks. */
    private Names images() {
        List<TracedTasks> traced = new ArrayList<>();
        for (TaskSource source : scenario.tasks()) {
            if (!(source instanceof ArrivingTasks)) {
                traced.add((TracedTasks) source);
            }
        }
        Names traces = Names.of(root.member("tasks"), traced, TracedTasks::name);
        Set<String> known = new LinkedHashSet<>();
        boolean[] all = {definitions.names().all() && traces.all()};
        References.each(root.member("taskDefinitions"), scenario.taskDefinitions(), (definition, place) -> {
            Names own = Names.of(
                    place.member("containerDefinitions"),
                    definition.containerDefinitions(),
                    ContainerDefinition::image);
            known.addAll(own.known());
            all[0] &= own.all();
        });
        known.addAll(traces.known());
        return new Names(known, all[0]);
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
        others.addAll(Names.of(container.secrets(), Secret::valueFrom));
        others.addAll(Names.of(container.environmentFiles(), EnvironmentFile::value));
        if (container.repositoryCredentials() != null) {
            add(others, container.repositoryCredentials().credentialsParameter());
        }
        if (container.logConfiguration() != null) {
            others.addAll(Names.of(container.logConfiguration().secretOptions(), Secret::valueFrom));
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
            TaskDefinition definition = definitions.find(name);
            if (definition == null) {
                applications.nameOf(name).mustName("task definition", name, definitions.names());
            } else {
                Names containers = Names.of(
                        definitions.place(definition).member("containerDefinitions"),
                        definition.containerDefinitions(),
                        ContainerDefinition::name);
                Place own = applications.member(name).member("containers");
                application
                        .containers()
                        .keySet()
                        .forEach(container ->
                                own.nameOf(container).mustName("container of " + name, container, containers));
            }
        });
        for (String image : scenario.images().keySet()) {
            if (!repositories.contains(image)) {
                root.member("images").nameOf(image).mustName("image of a container", image, images);
            }
        }
        faults();
        pushes();
    }

    private void faults() {
        if (!definitionsAreRight) {
            return; // what is said of them may be in what could not be read
        }
        Place faults = root.member("faults");
        Set<String> all = new LinkedHashSet<>(images.known());
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
                place.member("pushImage").member("image").mustName("image of a container", push.image(), images);
            }
        });
    }
}
