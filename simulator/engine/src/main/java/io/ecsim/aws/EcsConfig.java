// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an instance's {@code ecs.config} tells its agent, as far as it changes what the instance registers and
 * what the agent does with images and containers. A component
 * that is null is as the ECS-optimized AMI has it.
 *
 * @param reservedMemory MiB that the agent does not register (RS-2)
 * @param reservedPorts TCP ports that it keeps (RS-6)
 * @param reservedPortsUdp UDP ports that it keeps (RS-6)
 * @param instanceAttributes custom attributes (CN-7)
 * @param availableLoggingDrivers log drivers that tasks may ask for (CN-9)
 * @param disablePrivileged whether no container may be privileged
 * @param enableTaskIamRole whether tasks may have a role
 * @param enableTaskIamRoleNetworkHost whether tasks in host mode may
 * @param enableTaskEni whether there are awsvpc tasks
 * @param enableGpuSupport whether GPUs are registered (RS-10)
 * @param enableHighDensityEni whether the instance may have a trunk (NW-22)
 * @param containerStopTimeout from SIGTERM to SIGKILL of a container that says nothing; null for the world's (TL-14)
 * @param imagePullBehavior when images are pulled (IM-1)
 * @param engineTaskCleanupWaitDuration until the containers of a stopped task are removed (IM-8)
 * @param imageCleanupInterval between two cleanups of images
 * @param imageMinimumCleanupAge that an image must have since its pull to be removed
 * @param numImagesDeletePerCycle how many images a cleanup removes at most
 * @param disableImageCleanup whether images stay for ever
 * @param enableSpotInstanceDraining whether a Spot Instance that is about to be interrupted is set to DRAINING (SC-502)
 * @param warmPoolsCheck whether an instance in a warm pool waits with its registration until it is in service (SC-444)
 */
public record EcsConfig(
        Integer reservedMemory,
        List<Integer> reservedPorts,
        List<Integer> reservedPortsUdp,
        Map<String, String> instanceAttributes,
        List<String> availableLoggingDrivers,
        Boolean disablePrivileged,
        Boolean enableTaskIamRole,
        Boolean enableTaskIamRoleNetworkHost,
        Boolean enableTaskEni,
        Boolean enableGpuSupport,
        Boolean enableHighDensityEni,
        Duration containerStopTimeout,
        ImagePullBehavior imagePullBehavior,
        Duration engineTaskCleanupWaitDuration,
        Duration imageCleanupInterval,
        Duration imageMinimumCleanupAge,
        Integer numImagesDeletePerCycle,
        Boolean disableImageCleanup,
        Boolean enableSpotInstanceDraining,
        Boolean warmPoolsCheck) {
    /** Nothing is said. */
    public static final EcsConfig NONE =
            new EcsConfig(null, null, null, null, null, null, null, null, null, null, null);

    public EcsConfig {
        reservedMemory = Absent.or(reservedMemory, 0);
        reservedPortsUdp = Absent.list(reservedPortsUdp);
        instanceAttributes = Absent.map(instanceAttributes);
        disablePrivileged = Absent.or(disablePrivileged, false);
        enableTaskIamRole = Absent.or(enableTaskIamRole, true);
        enableTaskIamRoleNetworkHost = Absent.or(enableTaskIamRoleNetworkHost, true);
        enableTaskEni = Absent.or(enableTaskEni, true);
        enableGpuSupport = Absent.or(enableGpuSupport, true);
        enableHighDensityEni = Absent.or(enableHighDensityEni, true);
        imagePullBehavior = Absent.or(imagePullBehavior, ImagePullBehavior.DEFAULT);
        engineTaskCleanupWaitDuration = Absent.or(engineTaskCleanupWaitDuration, Duration.ofHours(3));
        imageCleanupInterval = Absent.or(imageCleanupInterval, Duration.ofMinutes(30));
        imageMinimumCleanupAge = Absent.or(imageMinimumCleanupAge, Duration.ofHours(1));
        numImagesDeletePerCycle = Absent.or(numImagesDeletePerCycle, 5);
        disableImageCleanup = Absent.or(disableImageCleanup, false);
        enableSpotInstanceDraining = Absent.or(enableSpotInstanceDraining, false);
        warmPoolsCheck = Absent.or(warmPoolsCheck, false);
    }

    /** An agent that treats images and containers as it comes. */
    public EcsConfig(
            Integer reservedMemory,
            List<Integer> reservedPorts,
            List<Integer> reservedPortsUdp,
            Map<String, String> instanceAttributes,
            List<String> availableLoggingDrivers,
            Boolean disablePrivileged,
            Boolean enableTaskIamRole,
            Boolean enableTaskIamRoleNetworkHost,
            Boolean enableTaskEni,
            Boolean enableGpuSupport,
            Boolean enableHighDensityEni) {
        this(
                reservedMemory,
                reservedPorts,
                reservedPortsUdp,
                instanceAttributes,
                availableLoggingDrivers,
                disablePrivileged,
                enableTaskIamRole,
                enableTaskIamRoleNetworkHost,
                enableTaskEni,
                enableGpuSupport,
                enableHighDensityEni,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
