// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static io.ecsim.aws.ServiceDeploymentLifecycleStage.CLEAN_UP;
import static io.ecsim.aws.ServiceDeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT;
import static io.ecsim.aws.ServiceDeploymentLifecycleStage.PRE_PRODUCTION_TRAFFIC_SHIFT;
import static io.ecsim.aws.ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT;
import static io.ecsim.aws.ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import io.ecsim.kernel.Time;

/** The next step of a deployment that shifts traffic, as a function of where it is (BG-2 to BG-7). */
final class Stages {
    private static final long LONGEST_STAGE = 24 * Time.HOUR;
    private static final long NETWORK_SHIFT = 10 * Time.MINUTE;

    /** What is to be done now. */
    sealed interface Step {
        /** The next stage begins. */
        record Enter(ServiceDeploymentLifecycleStage stage) implements Step {}

        /** Nothing, for so long by itself; {@link Long#MAX_VALUE} until something happens. */
        record Stay(long nanos, String why) implements Step {}

        record RollBack(String why) implements Step {}

        record Complete() implements Step {}
    }

    private Stages() {}

    static Step next(StageFacts facts) {
        StageFacts.Hooks hooks = facts.hooks();
        if (hooks.failed() != null) {
            return new Step.RollBack(hooks.failed());
        } else if (facts.inStage() >= longest(facts)) {
            return new Step.RollBack(
                    "stage " + facts.stage() + " took " + (facts.codeDeploy() ? "an hour" : "24 hours"));
        } else if (hooks.left() > 0) {
            return new Step.Stay(hooks.left(), "a lifecycle hook of " + facts.stage() + " is not over");
        }
        return switch (facts.stage()) {
            case RECONCILE_SERVICE -> when(facts.oldGone(), facts, "another revision still has tasks");
            case SCALE_UP -> when(facts.newReady(), facts, "the new revision is not healthy yet");
            case TEST_TRAFFIC_SHIFT -> after(network(facts), facts, following(facts));
            case PRODUCTION_TRAFFIC_SHIFT -> shifted(facts);
            case BAKE_TIME -> after(facts.bakeIsOver() ? 0 : bakeTime(facts.configuration()), facts, following(facts));
            case CLEAN_UP ->
                facts.oldGone() ? new Step.Complete() : new Step.Stay(LONGEST_STAGE, "old tasks are not stopped yet");
            default -> new Step.Enter(following(facts));
        };
    }

    /** The share of the new revision after the next shift (BG-3 to BG-5). */
    static double nextShare(DeploymentConfiguration configuration, double shifted) {
        if (configuration.strategy() == DeploymentStrategy.LINEAR) {
            double step = linear(configuration).stepPercent();
            return Math.min(100, Math.rint((shifted + step) * 10) / 10);
        } else if (configuration.strategy() == DeploymentStrategy.CANARY && shifted == 0) {
            return canary(configuration).canaryPercent();
        }
        return 100;
    }

    private static Step shifted(StageFacts facts) {
        long network = network(facts);
        if (facts.shifted() >= 100) {
            return after(network, facts, POST_PRODUCTION_TRAFFIC_SHIFT);
        }
        return after(
                Math.max(network, stepBakeTime(facts.configuration())),
                facts,
                facts.codeDeploy() ? PRODUCTION_TRAFFIC_SHIFT : PRE_PRODUCTION_TRAFFIC_SHIFT);
    }

    private static long stepBakeTime(DeploymentConfiguration configuration) {
        int minutes = configuration.strategy() == DeploymentStrategy.LINEAR
                ? linear(configuration).stepBakeTimeInMinutes()
                : canary(configuration).canaryBakeTimeInMinutes();
        return minutes * Time.MINUTE;
    }

    private static LinearConfiguration linear(DeploymentConfiguration configuration) {
        return Absent.or(configuration.linearConfiguration(), new LinearConfiguration(null, null));
    }

    private static CanaryConfiguration canary(DeploymentConfiguration configuration) {
        return Absent.or(configuration.canaryConfiguration(), new CanaryConfiguration(null, null));
    }

    private static long bakeTime(DeploymentConfiguration configuration) {
        return configuration.bakeTimeInMinutes() == null ? 0 : configuration.bakeTimeInMinutes() * Time.MINUTE;
    }

    private static Step when(boolean ready, StageFacts facts, String why) {
        return ready ? new Step.Enter(following(facts)) : new Step.Stay(longest(facts) - facts.inStage(), why);
    }

    /** CodeDeploy gives an hour to what it waits for, and its own waits may be long; a pause has a limit of its own. */
    private static long longest(StageFacts facts) {
        long limit = LONGEST_STAGE;
        if (facts.codeDeploy()) {
            limit = switch (facts.stage()) {
                case PRODUCTION_TRAFFIC_SHIFT, BAKE_TIME, CLEAN_UP -> Long.MAX_VALUE;
                default -> Time.HOUR;
            };
        }
        return Math.max(limit, longestPause(facts) + 1);
    }

    private static long longestPause(StageFacts facts) {
        return facts.configuration().lifecycleHooks().stream()
                .filter(hook -> hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE)
                .filter(hook -> hook.lifecycleStages().stream()
                        .anyMatch(stage -> stage.name().equals(facts.stage().name())))
                .mapToLong(hook -> hook.timeoutConfiguration().timeoutInMinutes() * Time.MINUTE)
                .max()
                .orElse(0);
    }

    /** A Network Load Balancer shifts back what it has shifted, each as slowly as on the way there. */
    static long giveBackTakes(ServiceDeploymentLifecycleStage stage) {
        return stage.compareTo(PRODUCTION_TRAFFIC_SHIFT) >= 0
                ? 2 * NETWORK_SHIFT
                : stage.compareTo(TEST_TRAFFIC_SHIFT) >= 0 ? NETWORK_SHIFT : 0;
    }

    private static long network(StageFacts facts) {
        return facts.network() && !facts.codeDeploy() ? NETWORK_SHIFT : 0;
    }

    private static Step after(long nanos, StageFacts facts, ServiceDeploymentLifecycleStage next) {
        long left = nanos - facts.inStage();
        return left > 0
                ? new Step.Stay(left, facts.stage() + " lasts for another " + Time.words(left))
                : new Step.Enter(next);
    }

    private static ServiceDeploymentLifecycleStage following(StageFacts facts) {
        return facts.stage() == CLEAN_UP || facts.stage() == PRODUCTION_TRAFFIC_SHIFT
                ? facts.stage()
                : ServiceDeploymentLifecycleStage.values()[facts.stage().ordinal() + 1];
    }
}
