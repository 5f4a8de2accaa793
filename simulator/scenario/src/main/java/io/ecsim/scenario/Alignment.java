// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.Rule;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.ServiceActions;
import io.ecsim.simulation.TaskActions;
import io.ecsim.simulation.TaskSource;
import io.ecsim.workload.Application;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes names that mean the same the same. An exported task definition says that it is revision 8, and its service asks
 * for revision 8, but in the scenario it may be the first of its family. A policy may name its service in another way
 * than the scalable target does.
 */
final class Alignment {
    private final Scenario scenario;
    private final Map<String, String> revisions;
    private final Map<String, String> resourceIds = new LinkedHashMap<>();

    private Alignment(Scenario scenario, Map<String, String> revisions) {
        this.scenario = scenario;
        this.revisions = revisions;
        for (ScalableTarget target : scenario.scalableTargets()) {
            if (target != null && target.resourceId() != null) {
                resourceIds.putIfAbsent(service(target.resourceId()), target.resourceId());
            }
        }
    }

    static Scenario of(Scenario scenario, Node.Mapping tree) {
        return new Alignment(scenario, revisions(scenario.taskDefinitions(), tree)).aligned();
    }

    /** From the names with AWS's revisions to those with the scenario's. */
    private static Map<String, String> revisions(List<TaskDefinition> definitions, Node.Mapping tree) {
        Map<String, String> revisions = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < definitions.size(); i++) {
            String family =
                    definitions.get(i) == null ? null : definitions.get(i).family();
            Node item = ((Node.Listing) tree.get("taskDefinitions")).items().get(i);
            String exported = item instanceof Node.Mapping mapping ? mapping.text("revision") : null;
            if (family != null) {
                int number = counts.merge(family, 1, Integer::sum);
                revisions.put(family + ":" + (exported == null ? number : exported), family + ":" + number);
            }
        }
        return revisions;
    }

    private Scenario aligned() {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("services", each(scenario.services(), this::service));
        changes.put("tasks", each(scenario.tasks(), this::tasks));
        changes.put("timeline", each(scenario.timeline(), this::timed));
        changes.put("rules", each(scenario.rules(), this::rule));
        changes.put("scalingPolicies", each(scenario.scalingPolicies(), this::policy));
        Map<String, Application> applications = new LinkedHashMap<>();
        scenario.applications().forEach((name, application) -> applications.put(revision(name), application));
        changes.put("applications", applications);
        return (Scenario) Records.with(scenario, changes);
    }

    private static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>();
        items.forEach(item -> changed.add(item == null ? null : change.apply(item)));
        return changed;
    }

    private CreateServiceRequest service(CreateServiceRequest service) {
        return service.taskDefinition() == null
                ? service
                : (CreateServiceRequest)
                        Records.with(service, Map.of("taskDefinition", revision(service.taskDefinition())));
    }

    private Rule rule(Rule rule) {
        return (Rule) Records.with(rule, Map.of("targets", each(rule.targets(), this::target)));
    }

    private Rule.Target target(Rule.Target target) {
        if (target instanceof Rule.Act act) {
            return new Rule.Act(action(act.action()));
        }
        if (target instanceof Rule.RunTasks tasks && tasks.parameters().taskDefinitionArn() != null) {
            EcsParameters parameters = tasks.parameters();
            Map<String, Object> change = Map.of("taskDefinitionArn", revision(parameters.taskDefinitionArn()));
            return new Rule.RunTasks((EcsParameters) Records.with(parameters, change));
        }
        return target;
    }

    private TaskSource tasks(TaskSource tasks) {
        if (!(tasks instanceof ArrivingTasks arriving) || arriving.request().taskDefinition() == null) {
            return tasks;
        }
        RunTaskRequest request = arriving.request();
        Map<String, Object> change = Map.of("taskDefinition", revision(request.taskDefinition()));
        return new ArrivingTasks((RunTaskRequest) Records.with(request, change), arriving.arrivals());
    }

    private Action.Timed timed(Action.Timed timed) {
        return timed.action() == null ? timed : new Action.Timed(timed.at(), action(timed.action()));
    }

    private Action action(Action action) {
        if (action instanceof ServiceActions.CreateService create) {
            return new ServiceActions.CreateService(service(create.request()));
        }
        if (action instanceof ServiceActions.UpdateService update
                && update.request().taskDefinition() != null) {
            return new ServiceActions.UpdateService((UpdateServiceRequest)
                    withRevision(update.request(), update.request().taskDefinition()));
        }
        if (action instanceof TaskActions.RunTask run && run.request().taskDefinition() != null) {
            return new TaskActions.RunTask(
                    (RunTaskRequest) withRevision(run.request(), run.request().taskDefinition()));
        }
        if (action instanceof TaskActions.StartTask start && start.request().taskDefinition() != null) {
            return new TaskActions.StartTask((StartTaskRequest)
                    withRevision(start.request(), start.request().taskDefinition()));
        }
        return action;
    }

    private Object withRevision(Record request, String taskDefinition) {
        return Records.with(request, Map.of("taskDefinition", revision(taskDefinition)));
    }

    private String revision(String nameOrArn) {
        String name = Arn.name(nameOrArn);
        return revisions.getOrDefault(name, name);
    }

    private ScalingPolicy policy(ScalingPolicy policy) {
        String resourceId = resourceIds.get(service(policy.resourceId()));
        return resourceId == null ? policy : (ScalingPolicy) Records.with(policy, Map.of("resourceId", resourceId));
    }

    /** The service in {@code service/CLUSTER/SERVICE}, in an ARN, or the text itself. */
    static String service(String resourceId) {
        String name = resourceId == null ? "" : Arn.name(resourceId);
        return name.startsWith("service/") ? name.substring(name.lastIndexOf('/') + 1) : name;
    }
}
