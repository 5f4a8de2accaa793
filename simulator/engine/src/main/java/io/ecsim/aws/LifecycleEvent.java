// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** CodeDeploy's events of an ECS deployment, in their order (BG-11). Constants are spelled as on the wire. */
public enum LifecycleEvent {
    BeforeInstall(true),
    Install(false),
    AfterInstall(true),
    AllowTestTraffic(false),
    AfterAllowTestTraffic(true),
    BeforeAllowTraffic(true),
    AllowTraffic(false),
    AfterAllowTraffic(true);

    private final boolean hook;

    LifecycleEvent(boolean hook) {
        this.hook = hook;
    }

    /** Whether a function of the AppSpec may run then. */
    public boolean isHook() {
        return hook;
    }

    /** What ECS calls it: its own stages are these, in the same order, after RECONCILE_SERVICE. */
    public ServiceDeploymentLifecycleStage stage() {
        return ServiceDeploymentLifecycleStage.values()[ordinal() + 1];
    }

    /** Null for the stages that are none of its events. */
    public static LifecycleEvent at(ServiceDeploymentLifecycleStage stage) {
        int event = stage.ordinal() - 1;
        return event >= 0 && event < values().length ? values()[event] : null;
    }
}
