// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * How a service goes from one revision to the next.
 *
 * @param minimumHealthyPercent of the desired count (SV-30)
 * @param maximumPercent of the desired count (SV-30)
 * @param deploymentCircuitBreaker null when off
 * @param alarms null when off
 * @param strategy of the ECS controller (BG-1)
 * @param bakeTimeInMinutes null when not given
 * @param linearConfiguration for LINEAR alone
 * @param canaryConfiguration for CANARY alone
 * @param earlySuccessCriteria null when off
 */
public record DeploymentConfiguration(
        Integer minimumHealthyPercent,
        Integer maximumPercent,
        DeploymentCircuitBreaker deploymentCircuitBreaker,
        DeploymentAlarms alarms,
        DeploymentStrategy strategy,
        Integer bakeTimeInMinutes,
        List<DeploymentLifecycleHook> lifecycleHooks,
        LinearConfiguration linearConfiguration,
        CanaryConfiguration canaryConfiguration,
        DeploymentEarlySuccessCriteria earlySuccessCriteria) {
    public DeploymentConfiguration {
        strategy = Absent.or(strategy, DeploymentStrategy.ROLLING);
        lifecycleHooks = Absent.list(lifecycleHooks);
    }

    /** A rolling update between two percents. */
    public DeploymentConfiguration(Integer minimumHealthyPercent, Integer maximumPercent) {
        this(minimumHealthyPercent, maximumPercent, null, null, null, null, null, null, null, null);
    }

    /** Of a REPLICA service where nothing is given. */
    @Override
    public Integer minimumHealthyPercent() {
        return Absent.or(minimumHealthyPercent, 100);
    }

    @Override
    public Integer maximumPercent() {
        return Absent.or(maximumPercent, 200);
    }

    /** The same with the defaults of a DAEMON service (DM-5). */
    DeploymentConfiguration ofDaemon() {
        return new DeploymentConfiguration(
                Absent.or(minimumHealthyPercent, 0),
                Absent.or(maximumPercent, 100),
                deploymentCircuitBreaker,
                alarms,
                strategy,
                bakeTimeInMinutes,
                lifecycleHooks,
                linearConfiguration,
                canaryConfiguration,
                earlySuccessCriteria);
    }

    /** Whether failures of tasks may fail a deployment (CB-3). */
    public boolean breaks() {
        return deploymentCircuitBreaker != null && deploymentCircuitBreaker.enable();
    }

    /** Whether alarms may fail a deployment (CB-9). */
    public boolean watchesAlarms() {
        return alarms != null && alarms.enable();
    }

    /** Whether a deployment may complete before all its tasks run (SV-41). */
    public boolean succeedsEarly() {
        return earlySuccessCriteria != null && earlySuccessCriteria.enable();
    }
}
