// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.AutoRollbackConfiguration;
import io.ecsim.kernel.Kernel;
import io.ecsim.service.ServicePlan.Stop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Passes of a service whose deployment shifts traffic: both revisions are kept, and it goes as far as it can now. */
final class TrafficShifting {
    private final Kernel kernel;
    private final Function<Service, StopChoice> stopChoices;
    private final ServiceReader reader;
    private final Replicas replicas;
    private final Deployments deployments;
    private final Shifts shifts;
    private final Consumer<Service> changed;

    /** @param changed told of a service that wants a pass which nothing else will bring */
    TrafficShifting(
            Kernel kernel,
            Function<Service, StopChoice> stopChoices,
            ServiceReader reader,
            Replicas replicas,
            Deployments deployments,
            Shifts shifts,
            Consumer<Service> changed) {
        this.kernel = kernel;
        this.stopChoices = stopChoices;
        this.reader = reader;
        this.replicas = replicas;
        this.deployments = deployments;
        this.shifts = shifts;
        this.changed = changed;
    }

    /** A pass; a deployment that has failed stays (SV-37). */
    Done carryOut(Service service) {
        ServiceFacts facts = reader.facts(service, kernel.now());
        Shift shift = service.shift;
        Stages.Step step = service.primary().hasFailed()
                ? new Stages.Step.Stay(Long.MAX_VALUE, WaitReasons.FAILED)
                : shifts.advance(
                        service, BothRevisions.newReady(facts, shift), () -> BothRevisions.oldGone(facts, shift));
        ServicePlan plan = BothRevisions.plan(facts, shift, stopChoices.apply(service));
        List<String> started = replicas.apply(service, plan);
        List<String> stopped = plan.stops().stream().map(Stop::task).toList();
        if (step instanceof Stages.Step.RollBack back) {
            deployments.fail(service, back.why(), rollsBackOnFailure(service));
        }
        String waits = step instanceof Stages.Step.Stay stay ? stay(service, stay) : null;
        return new Done(stopped, started, false, step instanceof Stages.Step.Complete, waits);
    }

    private static boolean rollsBackOnFailure(Service service) {
        CodeDeployPlan plan = service.shift.to.plan;
        return plan == null || plan.autoRollback().on(AutoRollbackConfiguration.Event.DEPLOYMENT_FAILURE);
    }

    private String stay(Service service, Stages.Step.Stay stay) {
        if (stay.nanos() < Long.MAX_VALUE) {
            long until = kernel.now() + stay.nanos();
            if (until != service.shift.looksAgainAt) {
                service.shift.looksAgainAt = until;
                kernel.at(until, () -> changed.accept(service));
            }
        }
        return stay.why();
    }
}
