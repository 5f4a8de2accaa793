// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.Arn;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookAction;
import io.ecsim.aws.DeploymentLifecycleHookStatus;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LifecycleEvent;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Takes deployments that shift traffic from stage to stage (BG-2): asks {@link Stages} for each step and carries it out. */
final class Shifts {
    private final Kernel kernel;
    private final Journal journal;
    private final TrafficShift traffic;
    private final Map<String, HookFunction> functions;

    /** @param functions what Lambda functions answer, by name; one that is not there succeeds at once */
    Shifts(Kernel kernel, Journal journal, TrafficShift traffic, Map<String, HookFunction> functions) {
        this.kernel = kernel;
        this.journal = journal;
        this.traffic = traffic;
        this.functions = functions;
    }

    private static DeploymentConfiguration configuration(Service service) {
        return service.deploymentConfiguration();
    }

    /**
     * A deployment starts. Where another one has completed and the strategy says so, it will take over its traffic; the
     * first one of a service has all traffic from the beginning.
     *
     * @param from the deployment that has the traffic; null when there is none
     */
    void begin(Service service, Deployment from, Deployment to) {
        if (to.plan == null && configuration(service).strategy() == DeploymentStrategy.ROLLING) {
            service.shift = null;
            return;
        }
        boolean others = service.deployments.size() > 2;
        giveBack(service, "a new deployment starts");
        if (from == null) {
            traffic.production(to, 100, "service created");
            traffic.test(to, 100, "service created");
        } else {
            to.useAlternate(!from.usesAlternate());
            service.shift = new Shift(from, to);
            enter(
                    service,
                    others
                            ? ServiceDeploymentLifecycleStage.RECONCILE_SERVICE
                            : ServiceDeploymentLifecycleStage.PRE_SCALE_UP);
        }
    }

    /** All traffic is again where it was before the deployment (BG-8). */
    void giveBack(Service service, String why) {
        if (service.shift != null) {
            trafficGoesBack(service, why);
            service.shift = null;
        }
    }

    /** Both revisions keep their tasks. */
    void trafficGoesBack(Service service, String why) {
        traffic.giveBack(service.shift.to, why);
    }

    /**
     * Goes on as far as it can now. Returns the step at which it stops.
     *
     * @param oldGone whether the tasks are gone that are to go in the stage that it has reached
     */
    Stages.Step advance(Service service, boolean newReady, BooleanSupplier oldGone) {
        Stages.Step step = next(service, newReady, oldGone.getAsBoolean());
        while (step instanceof Stages.Step.Enter enter) {
            enter(service, enter.stage());
            step = next(service, newReady, oldGone.getAsBoolean());
        }
        return step;
    }

    private Stages.Step next(Service service, boolean newReady, boolean oldGone) {
        Shift shift = service.shift;
        return Stages.next(new StageFacts(
                configuration(service),
                shift.stage,
                shift.shifted,
                kernel.now() - shift.stageBegan,
                hooks(service),
                newReady,
                oldGone,
                shift.bakeIsOver,
                traffic.isNetwork(shift.to),
                shift.to.plan != null));
    }

    private void enter(Service service, ServiceDeploymentLifecycleStage stage) {
        Shift shift = service.shift;
        shift.stage = stage;
        shift.stageBegan = kernel.now();
        shift.answer = null;
        shift.hooks.clear();
        LifecycleEvent event = shift.to.plan == null ? null : LifecycleEvent.at(stage);
        String what = event == null ? null : event.name();
        if (stage == ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT) {
            traffic.test(shift.to, 100, shift.to.id());
        } else if (stage == ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT) {
            shift.shifted = Stages.nextShare(configuration(service), shift.shifted);
            what = (what == null ? "" : what + ", ") + shift.shifted + " percent";
            traffic.production(shift.to, shift.shifted, shift.to.id());
        }
        journal.add(kernel.now(), new Entry.LifecycleStageEntered(service.name(), shift.to.id(), stage, what));
    }

    private StageFacts.Hooks hooks(Service service) {
        StageFacts.Hooks all = StageFacts.Hooks.NONE;
        for (DeploymentLifecycleHook hook : configuration(service).lifecycleHooks()) {
            boolean here = hook.lifecycleStages().stream()
                    .anyMatch(stage -> stage.name().equals(service.shift.stage.name()));
            if (here) {
                StageFacts.Hooks one = hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE
                        ? pause(hook, service)
                        : function(hook, service);
                all = new StageFacts.Hooks(
                        all.failed() == null ? one.failed() : all.failed(), Math.max(all.left(), one.left()));
            }
        }
        return all;
    }

    private StageFacts.Hooks pause(DeploymentLifecycleHook hook, Service service) {
        Shift shift = service.shift;
        long left = hook.timeoutConfiguration().timeoutInMinutes() * Time.MINUTE - (kernel.now() - shift.stageBegan);
        boolean timedOut = shift.answer == null && left <= 0;
        DeploymentLifecycleHookAction action =
                timedOut ? hook.timeoutConfiguration().action() : shift.answer;
        if (action == null) {
            tell(hook, service, DeploymentLifecycleHookStatus.AWAITING_ACTION);
            return new StageFacts.Hooks(null, left);
        }
        DeploymentLifecycleHookStatus answered = action == DeploymentLifecycleHookAction.ROLLBACK
                ? DeploymentLifecycleHookStatus.FAILED
                : DeploymentLifecycleHookStatus.SUCCEEDED;
        tell(hook, service, timedOut ? DeploymentLifecycleHookStatus.TIMED_OUT : answered);
        String why = timedOut ? timedOut(hook, shift) : "continueServiceDeployment";
        return new StageFacts.Hooks(action == DeploymentLifecycleHookAction.ROLLBACK ? why : null, 0);
    }

    private static String timedOut(DeploymentLifecycleHook hook, Shift shift) {
        return shift.to.plan == null
                ? "the PAUSE hook of " + shift.stage + " timed out"
                : "nobody continued the deployment within "
                        + Time.words(hook.timeoutConfiguration().timeoutInMinutes() * Time.MINUTE);
    }

    private StageFacts.Hooks function(DeploymentLifecycleHook hook, Service service) {
        Shift shift = service.shift;
        String name = Arn.name(hook.hookTargetArn());
        HookFunction function = functions.getOrDefault(name, new HookFunction(null, null));
        Duration answers = shift.to.plan == null ? function.untilItIsHeard() : function.after();
        long left = Time.of(answers) - (kernel.now() - shift.stageBegan);
        boolean failed = left <= 0 && function.hookStatus() == HookFunction.Status.FAILED;
        tell(hook, service, DeploymentLifecycleHookStatus.IN_PROGRESS);
        if (left <= 0) {
            tell(
                    hook,
                    service,
                    failed ? DeploymentLifecycleHookStatus.FAILED : DeploymentLifecycleHookStatus.SUCCEEDED);
        }
        return new StageFacts.Hooks(
                failed ? "hook " + name + " of " + shift.stage + " FAILED" : null, Math.max(0, left));
    }

    /** Writes what is new: a hook goes forward only. CodeDeploy tells of its own by other ways. */
    private void tell(DeploymentLifecycleHook hook, Service service, DeploymentLifecycleHookStatus status) {
        Shift shift = service.shift;
        DeploymentLifecycleHookStatus before = shift.hooks.get(hook);
        if (shift.to.plan != null || before != null && (before.isOver() || before == status)) {
            return;
        }
        shift.hooks.put(hook, status);
        boolean paused = status == DeploymentLifecycleHookStatus.AWAITING_ACTION;
        journal.add(
                kernel.now(),
                new Entry.LifecycleHookChanged(
                        service.name(),
                        shift.to.id(),
                        shift.stage,
                        Arn.name(hook.hookTargetArn()),
                        status,
                        paused ? hook.timeoutConfiguration().timeoutInMinutes() : null));
    }

    /** How long a Network Load Balancer takes to give back what it has shifted (BG-7). */
    long giveBackTakes(Service service) {
        Shift shift = service.shift;
        boolean slow = shift != null && shift.to.plan == null && traffic.isNetwork(shift.to);
        return slow ? Stages.giveBackTakes(shift.stage) : 0;
    }

    /** Whether a PAUSE hook waits for somebody's word. */
    boolean isPaused(Service service) {
        return service.shift != null
                && service.shift.answer == null
                && configuration(service).lifecycleHooks().stream()
                        .filter(hook -> hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE)
                        .flatMap(hook -> hook.lifecycleStages().stream())
                        .anyMatch(stage -> stage.name().equals(service.shift.stage.name()));
    }
}
