// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentAlarms;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentController;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentEarlySuccessCriteria;
import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookStage;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentLifecycleHookTimeoutConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ServiceRevisionCleanup;
import io.ecsim.aws.ThresholdConfiguration;
import io.ecsim.aws.ThresholdType;
import io.ecsim.aws.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CreateService refuses of a deployment configuration: one mistake in one that is right without it. */
class DeploymentRulesTest {
    private static final LoadBalancer SHIFTING =
            new LoadBalancer("blue", "web", 80, new AdvancedConfiguration("green", "web:80/default", null, "role"));
    private static final LoadBalancer PLAIN = new LoadBalancer("blue", "web", 80);

    /** The members that a case gives; the rest is as when nothing is given. */
    private static final class Given {
        private final Map<String, Object> members = new LinkedHashMap<>();
        private List<LoadBalancer> loadBalancers = List.of(SHIFTING);
        private DeploymentControllerType controller = DeploymentControllerType.ECS;

        private Given with(String member, Object value) {
            members.put(member, value);
            return this;
        }

        private Given behind(LoadBalancer... all) {
            loadBalancers = List.of(all);
            return this;
        }

        private Given by(DeploymentControllerType type) {
            controller = type;
            return this;
        }

        private CreateServiceRequest build() {
            DeploymentConfiguration configuration = new DeploymentConfiguration(
                    (Integer) members.get("minimumHealthyPercent"),
                    (Integer) members.get("maximumPercent"),
                    (DeploymentCircuitBreaker) members.get("deploymentCircuitBreaker"),
                    (DeploymentAlarms) members.get("alarms"),
                    (DeploymentStrategy) members.get("strategy"),
                    (Integer) members.get("bakeTimeInMinutes"),
                    members.containsKey("hook") ? List.of((DeploymentLifecycleHook) members.get("hook")) : null,
                    (LinearConfiguration) members.get("linearConfiguration"),
                    (CanaryConfiguration) members.get("canaryConfiguration"),
                    (DeploymentEarlySuccessCriteria) members.get("earlySuccessCriteria"));
            return new CreateServiceRequest(
                    "web",
                    "web",
                    2,
                    null,
                    null,
                    loadBalancers,
                    configuration,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new DeploymentController(controller),
                    null,
                    null);
        }
    }

    private static Given given() {
        return new Given();
    }

    private static Given strategy(DeploymentStrategy strategy) {
        return given().with("strategy", strategy).with("bakeTimeInMinutes", 5);
    }

    private static Given linear(double percent, int minutes) {
        return strategy(DeploymentStrategy.LINEAR)
                .with("linearConfiguration", new LinearConfiguration(percent, minutes));
    }

    private static Given canary(double percent, int minutes) {
        return strategy(DeploymentStrategy.CANARY)
                .with("canaryConfiguration", new CanaryConfiguration(percent, minutes));
    }

    private static Given breaker(Integer value, ThresholdType type) {
        return given().with(
                        "deploymentCircuitBreaker",
                        new DeploymentCircuitBreaker(true, null, null, new ThresholdConfiguration(type, value)));
    }

    private static Given early(Integer percent, ServiceRevisionCleanup cleanup) {
        return given().with("earlySuccessCriteria", new DeploymentEarlySuccessCriteria(true, percent, cleanup));
    }

    private static Given hook(
            DeploymentLifecycleHookTargetType type,
            String function,
            Integer minutes,
            DeploymentLifecycleHookStage... s) {
        return strategy(DeploymentStrategy.BLUE_GREEN)
                .with(
                        "hook",
                        new DeploymentLifecycleHook(
                                type,
                                function,
                                null,
                                List.of(s),
                                new DeploymentLifecycleHookTimeoutConfiguration(minutes, null)));
    }

    static Stream<Arguments> mistakes() {
        DeploymentLifecycleHookTargetType pause = DeploymentLifecycleHookTargetType.PAUSE;
        DeploymentCircuitBreaker breaker = new DeploymentCircuitBreaker(true, null, null, null);
        DeploymentAlarms alarms = new DeploymentAlarms(List.of("errors"), true, null);
        LoadBalancer withoutAlternate =
                new LoadBalancer("blue", "web", 80, new AdvancedConfiguration(null, "web:80/default", null, null));
        LoadBalancer withoutRule =
                new LoadBalancer("blue", "web", 80, new AdvancedConfiguration("green", null, null, null));
        return Stream.of(
                arguments(given().with("minimumHealthyPercent", -1), "minimumHealthyPercent must not be negative."),
                arguments(
                        given().with("minimumHealthyPercent", 101),
                        "minimumHealthyPercent must not be greater than 100."),
                arguments(given().with("maximumPercent", 99), "maximumPercent must not be less than 100."),
                arguments(breaker(0, ThresholdType.COUNT), "The value of thresholdConfiguration must be at least 1."),
                arguments(breaker(5, null), "The type of thresholdConfiguration is required."),
                arguments(
                        given().with("deploymentCircuitBreaker", breaker)
                                .by(DeploymentControllerType.CODE_DEPLOY)
                                .behind(PLAIN),
                        "Deployment circuit breaker is only supported with the ECS deployment controller, not with"
                                + " CODE_DEPLOY."),
                arguments(
                        given().with("alarms", new DeploymentAlarms(null, true, null)), "alarmNames can not be empty."),
                arguments(
                        given().with("alarms", alarms)
                                .by(DeploymentControllerType.CODE_DEPLOY)
                                .behind(PLAIN),
                        "Deployment alarms are only supported with the ECS deployment controller, not with"
                                + " CODE_DEPLOY."),
                arguments(
                        early(100, null),
                        "sourceServiceRevisionCleanup is required when earlySuccessCriteria is enabled."),
                arguments(
                        early(null, ServiceRevisionCleanup.DEFERRED),
                        "healthyPercent is required when earlySuccessCriteria is enabled."),
                arguments(
                        early(99, ServiceRevisionCleanup.DEFERRED),
                        "healthyPercent must be between minimumHealthyPercent and 100."),
                arguments(
                        given().with("minimumHealthyPercent", 50)
                                .by(DeploymentControllerType.CODE_DEPLOY)
                                .behind(PLAIN),
                        "A custom minimumHealthyPercent is not supported with the CODE_DEPLOY deployment controller."),
                arguments(
                        given().with("maximumPercent", 150)
                                .by(DeploymentControllerType.CODE_DEPLOY)
                                .behind(PLAIN),
                        "A custom maximumPercent is not supported with the CODE_DEPLOY deployment controller."),
                arguments(
                        given().by(DeploymentControllerType.CODE_DEPLOY).behind(),
                        "A service with the CODE_DEPLOY deployment controller must have exactly one load balancer."),
                arguments(
                        strategy(DeploymentStrategy.CANARY)
                                .by(DeploymentControllerType.CODE_DEPLOY)
                                .behind(SHIFTING),
                        "The strategy CANARY is only supported with the ECS deployment controller, not with"
                                + " CODE_DEPLOY."),
                arguments(
                        given().with("strategy", DeploymentStrategy.BLUE_GREEN),
                        "bakeTimeInMinutes is required when the strategy is BLUE_GREEN."),
                arguments(
                        strategy(DeploymentStrategy.LINEAR).with("bakeTimeInMinutes", 1441),
                        "bakeTimeInMinutes must be between 0 and 1440."),
                arguments(linear(2.9, 6), "stepPercent must be a multiple of 0.1 between 3.0 and 100.0."),
                arguments(linear(100.1, 6), "stepPercent must be a multiple of 0.1 between 3.0 and 100.0."),
                arguments(linear(3.05, 6), "stepPercent must be a multiple of 0.1 between 3.0 and 100.0."),
                arguments(linear(10, 1441), "stepBakeTimeInMinutes must be between 0 and 1440."),
                arguments(canary(0, 10), "canaryPercent must be a multiple of 0.1 between 0.1 and 100.0."),
                arguments(canary(5, -1), "canaryBakeTimeInMinutes must be between 0 and 1440."),
                arguments(
                        given().with("canaryConfiguration", new CanaryConfiguration(5.0, 10)),
                        "canaryConfiguration is only supported with the CANARY strategy."),
                arguments(
                        canary(5, 10).with("linearConfiguration", new LinearConfiguration(10.0, 6)),
                        "linearConfiguration is only supported with the LINEAR strategy."),
                arguments(
                        canary(5, 10).behind(),
                        "The strategy CANARY needs a load balancer whose traffic can be shifted."),
                arguments(
                        canary(5, 10).behind(withoutAlternate),
                        "alternateTargetGroupArn is required when the strategy is CANARY."),
                arguments(
                        linear(10, 6).behind(withoutRule),
                        "productionListenerRule is required when the strategy is LINEAR."),
                arguments(hook(null, "test", null), "lifecycleStages can not be empty."),
                arguments(
                        hook(null, null, null, DeploymentLifecycleHookStage.PRE_SCALE_UP),
                        "hookTargetArn is required for an AWS_LAMBDA hook."),
                arguments(
                        hook(pause, null, null, DeploymentLifecycleHookStage.PRODUCTION_TRAFFIC_SHIFT),
                        "A PAUSE hook is not supported at TEST_TRAFFIC_SHIFT and PRODUCTION_TRAFFIC_SHIFT."),
                arguments(
                        hook(pause, null, 20_161, DeploymentLifecycleHookStage.PRE_SCALE_UP),
                        "timeoutInMinutes must be between 1 and 20160."));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    @Tag("CB-2")
    @Tag("CB-3")
    @Tag("CB-9")
    @Tag("BG-1")
    @Tag("BG-2")
    @Tag("BG-3")
    @Tag("BG-4")
    @Tag("BG-5")
    @Tag("BG-6")
    @Tag("BG-9")
    @Tag("SV-30")
    @Tag("SV-41")
    void aMistakeIsRefusedForItselfAlone(Given given, String message) {
        assertThat(DeploymentRules.violations(given.build()))
                .extracting(Violation::code, Violation::message)
                .containsExactly(tuple("InvalidParameterException", message));
    }

    static Stream<Given> boundaries() {
        return Stream.of(
                given().with("minimumHealthyPercent", 0).with("maximumPercent", 100),
                breaker(1, ThresholdType.COUNT),
                early(100, ServiceRevisionCleanup.DEFERRED),
                strategy(DeploymentStrategy.BLUE_GREEN).behind(),
                linear(3, 0),
                linear(100, 1440),
                canary(0.1, 0),
                canary(100, 1440),
                hook(
                        DeploymentLifecycleHookTargetType.PAUSE,
                        null,
                        20_160,
                        DeploymentLifecycleHookStage.PRE_PRODUCTION_TRAFFIC_SHIFT));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void whatIsJustWithinItsBoundsIsTaken(Given given) {
        assertThat(DeploymentRules.violations(given.build())).isEmpty();
    }
}
