// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EFSVolumeConfiguration;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.MountPoint;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Volume;
import io.ecsim.aws.VolumeFrom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of RegisterTaskDefinition about volumes and who mounts them (TD-14, VO-1 to VO-8). */
final class VolumeRules {
    private final TaskDefinition definition;
    private final Refusals refusals;
    private final Set<String> names = new LinkedHashSet<>();

    private VolumeRules(TaskDefinition definition, Refusals refusals) {
        this.definition = definition;
        this.refusals = refusals;
    }

    static void check(TaskDefinition definition, Refusals refusals) {
        VolumeRules rules = new VolumeRules(definition, refusals);
        for (int i = 0; i < definition.volumes().size(); i++) {
            if (definition.volumes().get(i) != null) {
                rules.volume(definition.volumes().get(i), "volumes[" + i + "]");
            }
        }
        rules.launched();
        for (int i = 0; i < definition.containerDefinitions().size(); i++) {
            if (definition.containerDefinitions().get(i) != null) {
                rules.mounts(definition.containerDefinitions().get(i), "containerDefinitions[" + i + "]");
            }
        }
    }

    static boolean isLaunched(Volume volume) {
        return volume != null && Boolean.TRUE.equals(volume.configuredAtLaunch());
    }

    private void volume(Volume volume, String path) {
        if (volume.name() == null || volume.name().isEmpty()) {
            refusals.refuse(path + ".name", "Volume.name should not be null or empty.");
        } else if (!Validation.isName(volume.name())) {
            refusals.refuse(path + ".name", "Volume.name must have 1 to 255 letters, digits, - and _.");
        } else if (!names.add(volume.name())) {
            refusals.refuse(path + ".name", "Volume names must be unique within a task definition");
        }
        long kinds = Stream.of(
                                volume.host(),
                                volume.dockerVolumeConfiguration(),
                                volume.efsVolumeConfiguration(),
                                volume.s3filesVolumeConfiguration(),
                                volume.fsxWindowsFileServerVolumeConfiguration())
                        .filter(Objects::nonNull)
                        .count()
                + (isLaunched(volume) ? 1 : 0);
        refusals.refuse(
                kinds > 1,
                path,
                "When the volume parameter is specified, only one volume configuration type should be used.");
        refusals.refuse(
                volume.host() != null && "".equals(volume.host().sourcePath()),
                path + ".host.sourcePath",
                "host.sourcePath should not be blank.");
        platform(volume, path);
        if (volume.efsVolumeConfiguration() != null) {
            efs(volume.efsVolumeConfiguration(), path + ".efsVolumeConfiguration");
        }
    }

    /** VO-1, VO-4, VO-8. */
    private void platform(Volume volume, String path) {
        boolean windows = definition.runtimePlatform().isWindows();
        boolean linux = definition.runtimePlatform().operatingSystemFamily() == OSFamily.LINUX;
        refusals.refuse(
                windows
                        && volume.dockerVolumeConfiguration() != null
                        && !volume.dockerVolumeConfiguration().driver().equals("local"),
                path + ".dockerVolumeConfiguration.driver",
                "Windows containers only support the 'local' driver of dockerVolumeConfiguration.");
        refusals.refuse(
                windows && volume.efsVolumeConfiguration() != null,
                path + ".efsVolumeConfiguration",
                "Windows containers do not support efsVolumeConfiguration.");
        refusals.refuse(
                linux && volume.fsxWindowsFileServerVolumeConfiguration() != null,
                path + ".fsxWindowsFileServerVolumeConfiguration",
                "Linux containers do not support fsxWindowsFileServerVolumeConfiguration.");
    }

    /** VO-4. */
    private void efs(EFSVolumeConfiguration efs, String path) {
        boolean encrypted = efs.transitEncryption() == Switch.ENABLED;
        refusals.refuse(
                !encrypted && efs.transitEncryptionPort() != null,
                path + ".transitEncryptionPort",
                "TransitEncryptionPort requires that TransitEncryption is enabled.");
        if (efs.authorizationConfig() == null) {
            return;
        }
        refusals.refuse(
                !encrypted && efs.authorizationConfig().iam() == Switch.ENABLED,
                path + ".authorizationConfig.iam",
                "EFS IAM authorization requires TransitEncryption to be enabled.");
        refusals.refuse(
                efs.authorizationConfig().accessPointId() != null
                        && efs.rootDirectory() != null
                        && !efs.rootDirectory().equals("/"),
                path + ".rootDirectory",
                "When using an EFS access point, the root directory must either be set to \"/\" or be omitted.");
    }

    /** VO-5: one at most, mounted by somebody. */
    private void launched() {
        List<String> launched = definition.volumes().stream()
                .filter(VolumeRules::isLaunched)
                .map(Volume::name)
                .filter(Objects::nonNull)
                .toList();
        refusals.refuse(launched.size() > 1, "volumes", "Only one volume can be configured at launch.");
        refusals.refuse(
                !launched.isEmpty()
                        && definition.runtimePlatform().isWindows()
                        && definition.requiresCompatibilities().contains(LaunchType.FARGATE),
                "volumes",
                "Windows containers on Fargate do not support volumes that are configured at launch.");
        Set<String> mounted = definition.containerDefinitions().stream()
                .filter(Objects::nonNull)
                .flatMap(container -> container.mountPoints().stream())
                .filter(Objects::nonNull)
                .map(mount -> String.valueOf(mount.sourceVolume()))
                .collect(Collectors.toSet());
        List<String> idle =
                launched.stream().filter(name -> !mounted.contains(name)).toList();
        refusals.refuse(
                !idle.isEmpty(),
                "volumes",
                "Volumes [" + String.join(", ", idle) + "] are not referenced by any of the containers");
    }

    private void mounts(ContainerDefinition container, String path) {
        for (int i = 0; i < container.mountPoints().size(); i++) {
            MountPoint mount = container.mountPoints().get(i);
            if (mount != null && (mount.sourceVolume() == null || !names.contains(mount.sourceVolume()))) {
                refusals.unknown(
                        path + ".mountPoints[" + i + "].sourceVolume",
                        "Unknown volume '" + mount.sourceVolume() + "'.",
                        mount.sourceVolume(),
                        names);
            }
        }
        Set<String> containers = definition.containerDefinitions().stream()
                .map(other -> other == null ? null : other.name())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (int i = 0; i < container.volumesFrom().size(); i++) {
            VolumeFrom from = container.volumesFrom().get(i);
            if (from != null && !containers.contains(from.sourceContainer())) {
                refusals.unknown(
                        path + ".volumesFrom[" + i + "].sourceContainer",
                        "Invalid 'volumesFrom' setting. Unknown container: '" + from.sourceContainer() + "'.",
                        from.sourceContainer(),
                        containers);
            }
        }
    }
}
