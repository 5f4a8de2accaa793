// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

/** What decides the price of a task's vCPU and GB on Fargate beside the region. */
public record FargateKind(boolean windows, boolean armed, boolean spot) {
    /** The item of the price list, such as {@code fargate-arm-spot-vcpu}. */
    String item(String unit) {
        return "fargate" + (windows ? "-windows" : armed ? "-arm" : "") + (spot ? "-spot" : "") + "-" + unit;
    }

    /** As {@code runtimePlatform} says it. */
    String platform() {
        return windows ? "Windows" : "Linux/" + architecture();
    }

    /** As the price list says it. */
    String architecture() {
        return armed ? "arm64" : "x86_64";
    }
}
