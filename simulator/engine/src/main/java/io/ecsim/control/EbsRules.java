// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.ManagedEbsVolume;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import io.ecsim.aws.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** EBS volumes that CreateService and RunTask ask for (VO-5, VO-6). */
final class EbsRules {
    private static final String INVALID = "ECS managed EBS volume configuration was invalid: ";

    /**
     * @param mostGib sizes in GiB go up to here
     * @param leastIops operations per second from here, 0 where none may be given
     */
    private record Type(int leastGib, int mostGib, int leastIops, int mostIops) {}

    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("gp2", new Type(1, 16_384, 0, 0));
        TYPES.put("gp3", new Type(1, 16_384, 3000, 16_000));
        TYPES.put("io1", new Type(4, 16_384, 100, 64_000));
        TYPES.put("io2", new Type(4, 16_384, 100, 256_000));
        TYPES.put("st1", new Type(125, 16_384, 0, 0));
        TYPES.put("sc1", new Type(125, 16_384, 0, 0));
        TYPES.put("standard", new Type(1, 1024, 0, 0));
    }

    private final Refusals refusals = new Refusals(Validation.PARAMETER);

    private EbsRules() {}

    static List<Violation> violations(CreateServiceRequest request, TaskDefinition definition) {
        EbsRules rules = new EbsRules();
        Map<String, ManagedEbsVolume> volumes = new LinkedHashMap<>();
        request.volumeConfigurations().stream()
                .filter(Objects::nonNull)
                .forEach(volume -> volumes.put(volume.name(), volume.managedEBSVolume()));
        rules.check(volumes, definition);
        rules.refusals.refuse(
                !volumes.isEmpty() && request.schedulingStrategy() == SchedulingStrategy.DAEMON,
                "volumeConfigurations",
                "The daemon scheduling strategy does not support volume configurations.");
        return rules.refusals.list();
    }

    static List<Violation> violations(RunTaskRequest request, TaskDefinition definition) {
        EbsRules rules = new EbsRules();
        Map<String, ManagedEbsVolume> volumes = new LinkedHashMap<>();
        request.volumeConfigurations().stream()
                .filter(Objects::nonNull)
                .forEach(volume -> volumes.put(volume.name(), volume.managedEBSVolume()));
        rules.check(volumes, definition);
        return rules.refusals.list();
    }

    private void check(Map<String, ManagedEbsVolume> volumes, TaskDefinition definition) {
        List<String> launched = definition.volumes().stream()
                .filter(VolumeRules::isLaunched)
                .map(Volume::name)
                .toList();
        if (launched.isEmpty() && !volumes.isEmpty()) {
            refusals.refuse(
                    "volumeConfigurations",
                    "Volume configuration provided but no matching configuredAtLaunch volume found in task"
                            + " definition.");
            return;
        }
        for (String name : launched) {
            refusals.refuse(
                    !volumes.containsKey(name),
                    "",
                    "Volume configuration must be provided for the configuredAtLaunch volume '" + name + "'.");
        }
        int i = 0;
        for (Map.Entry<String, ManagedEbsVolume> volume : volumes.entrySet()) {
            String path = "volumeConfigurations[" + i++ + "]";
            refusals.refuse(
                    !launched.contains(volume.getKey()),
                    path + ".name",
                    "The volume name '" + volume.getKey() + "' in your request does not have a matching volume in your"
                            + " Task Definition that is configurable at launch.");
            if (volume.getValue() != null) {
                ebs(volume.getValue(), path + ".managedEBSVolume");
            }
        }
    }

    private void ebs(ManagedEbsVolume volume, String path) {
        Type type = TYPES.get(volume.volumeType());
        if (type == null) {
            refusals.refuse(
                    path + ".volumeType",
                    INVALID + "volumeType must be one of [" + String.join(",", TYPES.keySet()) + "].");
            return;
        }
        Integer size = volume.sizeInGiB();
        refusals.refuse(
                size == null && volume.snapshotId() == null,
                path,
                INVALID + "one of sizeInGiB and snapshotId must be given.");
        refusals.refuse(
                size != null && (size < type.leastGib() || size > type.mostGib()),
                path + ".sizeInGiB",
                INVALID + "sizeInGiB of " + volume.volumeType() + " must be between " + type.leastGib() + " and "
                        + type.mostGib() + ".");
        Integer iops = volume.iops();
        if (iops != null && type.mostIops() == 0) {
            refusals.refuse(path + ".iops", INVALID + "iops are not supported for " + volume.volumeType() + ".");
        } else if (iops != null) {
            refusals.refuse(
                    iops < type.leastIops() || iops > type.mostIops(),
                    path + ".iops",
                    INVALID + "iops of " + volume.volumeType() + " must be between " + type.leastIops() + " and "
                            + type.mostIops() + ".");
        }
    }
}
