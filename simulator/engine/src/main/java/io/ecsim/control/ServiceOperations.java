// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.Listener;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.Violation;
import io.ecsim.cluster.Revision;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceRevision;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.world.Quotas;
import java.util.List;

/** Services: created, updated, deleted. */
final class ServiceOperations {
    private final ServiceScheduler scheduler;
    private final TaskDefinitions taskDefinitions;
    private final TargetGroups targetGroups;
    private final Listeners listeners;
    private final Placing placing;
    private final ClusterOperations cluster;
    private final Cluster document;
    private final Quotas quotas;

    ServiceOperations(
            ServiceScheduler scheduler,
            TaskDefinitions taskDefinitions,
            TargetGroups targetGroups,
            Listeners listeners,
            Placing placing,
            ClusterOperations cluster,
            Cluster document,
            Quotas quotas) {
        this.scheduler = scheduler;
        this.taskDefinitions = taskDefinitions;
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.placing = placing;
        this.cluster = cluster;
        this.document = document;
        this.quotas = quotas;
    }

    Service create(CreateServiceRequest asked) {
        cluster.require();
        CreateServiceRequest request = asked.in(document);
        refuse(Validation.capacityProviders(request.capacityProviderStrategy(), document));
        refuse(Validation.service(request));
        refuse(Validation.quotas(request, quotas));
        Service existing = scheduler.service(request.serviceName());
        if (existing != null && existing.status() != Service.Status.INACTIVE) {
            throw new AwsException("InvalidParameterException", "Creation of service was not idempotent.");
        }
        long others = scheduler.services().stream()
                .filter(service -> service.status() != Service.Status.INACTIVE)
                .count();
        refuse(Validation.anotherService(others, quotas));
        Revision revision = taskDefinitions.active(request.taskDefinition(), "ClientException");
        refuse(Validation.service(request, revision.definition()));
        listen(request);
        rulesExist(request);
        return scheduler.create(request, revisionOf(request, revision), placing.ofService(request, revision));
    }

    private void rulesExist(CreateServiceRequest request) {
        for (LoadBalancer loadBalancer : request.loadBalancers()) {
            AdvancedConfiguration advanced = loadBalancer.advancedConfiguration();
            boolean known = advanced == null
                    || listeners.hasRule(advanced.productionListenerRule())
                            && (advanced.testListenerRule() == null || listeners.hasRule(advanced.testListenerRule()));
            if (!known) {
                throw new AwsException("InvalidParameterException", "One or more listener rules were not found.");
            }
        }
    }

    /** Traffic reaches a load-balanced service: a listener of its own forwards to it if no other does. */
    private void listen(CreateServiceRequest request) {
        List<String> groups = request.targetGroups();
        if (!groups.isEmpty() && listeners.reaching(groups) == null) {
            listeners.create(
                    Listener.forwardingTo(targetGroups.get(groups.get(0)).group()));
        }
    }

    /**
     * A change of what tasks are (task definition, network, load balancers, registries, volumes) starts a deployment, and so does
     * asking for one; the other members do not (SV-35).
     */
    void update(UpdateServiceRequest request) {
        Service service = active(request.service());
        refuse(DeploymentRules.updateViolations(service.settings(), request));
        CreateServiceRequest settings = updated(service, request);
        refuse(Validation.capacityProviders(settings.capacityProviderStrategy(), document));
        Revision now = service.primary().revision();
        Revision revision = request.taskDefinition() == null
                ? now
                : taskDefinitions.active(request.taskDefinition(), "ClientException");
        refuse(Validation.service(settings, revision.definition()));
        refuse(Validation.quotas(settings, quotas));
        refuse(Validation.nextTaskDefinition(now.definition(), revision.definition()));
        scheduler.configure(service, settings, placing.ofService(settings, revision));
        if (request.desiredCount() != null) {
            scheduler.setDesiredCount(service, request.desiredCount(), "updateService");
        }
        if (isOfCodeDeploy(service)) {
            return;
        }
        ServiceRevision target = revisionOf(settings, revision);
        if (request.forceNewDeployment()) {
            scheduler.deploy(service, target, "forceNewDeployment");
        } else if (!target.equals(service.primary().target())) {
            scheduler.deploy(
                    service, target, target.newAgainst(service.primary().target()));
        }
    }

    /** What was deployed may have been rolled back since it was asked for. */
    private static CreateServiceRequest updated(Service service, UpdateServiceRequest request) {
        CreateServiceRequest settings = service.settings();
        ServiceRevision deployed = service.primary().target();
        return new CreateServiceRequest(
                settings.serviceName(),
                settings.taskDefinition(),
                or(request.desiredCount(), settings.desiredCount()),
                request.capacityProviderStrategy() == null ? settings.launchType() : null,
                settings.schedulingStrategy(),
                or(
                        request.loadBalancers(),
                        isOfCodeDeploy(service) ? settings.loadBalancers() : deployed.loadBalancers()),
                or(request.deploymentConfiguration(), settings.deploymentConfiguration()),
                or(request.placementStrategy(), settings.placementStrategy()),
                or(request.placementConstraints(), settings.placementConstraints()),
                or(request.networkConfiguration(), deployed.network()),
                or(request.healthCheckGracePeriodSeconds(), settings.healthCheckGracePeriodSeconds()),
                or(request.capacityProviderStrategy(), settings.capacityProviderStrategy()),
                or(request.volumeConfigurations(), deployed.volumes()),
                settings.deploymentController(),
                or(request.availabilityZoneRebalancing(), settings.availabilityZoneRebalancing()),
                or(request.serviceRegistries(), deployed.serviceRegistries()),
                or(request.monitoring(), deployed.monitoring()),
                or(request.platformVersion(), deployed.platformVersion()));
    }

    private static <T> T or(T update, T present) {
        return update == null ? present : update;
    }

    void delete(DeleteServiceRequest request) {
        Service service = active(request.service());
        if (service.desiredCount() > 0 && !request.force() && !service.isDaemon()) {
            throw new AwsException(
                    "InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
        }
        scheduler.delete(service);
    }

    Service active(String nameOrArn) {
        cluster.require();
        Service service = scheduler.service(Arn.name(nameOrArn));
        if (service == null) {
            throw new AwsException("ServiceNotFoundException", "Service not found.");
        }
        if (service.status() != Service.Status.ACTIVE) {
            throw new AwsException("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    ServiceRevision revisionOf(CreateServiceRequest settings, Revision revision) {
        NetworkConfiguration network = settings.networkConfiguration();
        return new ServiceRevision(
                revision,
                settings.loadBalancers(),
                settings.serviceRegistries(),
                network,
                settings.volumeConfigurations(),
                placing.zones(network),
                settings.monitoring(),
                settings.platformVersion());
    }

    static boolean isOfCodeDeploy(Service service) {
        return service.settings().deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    private static void refuse(List<Violation> violations) {
        Refusals.throwFirst(violations);
    }
}
