// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.TaskSize;
import java.util.Map;
import java.util.Set;

/** What Fargate gives to one task: its size, an interface and an EBS attachment, and no image that was there before. */
final class FargateHost {
    private FargateHost() {}

    static ContainerInstance.Registration of(String task, Revision revision, String zone) {
        boolean armed = revision.definition().runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
        return new ContainerInstance.Registration(
                task,
                LaunchType.FARGATE.name(),
                zone,
                null,
                Math.max(1, revision.cpu() / TaskSize.UNITS_PER_VCPU),
                revision.cpu(),
                revision.memory(),
                Set.of(),
                0,
                1,
                1,
                Map.of("ecs.cpu-architecture", armed ? "arm64" : "x86_64"),
                EcsConfig.NONE);
    }
}
