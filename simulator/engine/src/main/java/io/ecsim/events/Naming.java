// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import io.ecsim.kernel.Time;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

/**
 * ARNs, ids and times as events spell them. Tasks and instances keep the ids of the journal; where AWS has an id that
 * the simulator has no use for, it is a hash of what it stands for.
 *
 * @param cluster its name
 * @param start of the scenario
 */
record Naming(String region, String cluster, long seed, Instant start) {
    /** The account of AWS's own examples. */
    static final String ACCOUNT = "123456789012";

    private String arn(String service, String resource) {
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return "arn:" + partition + ":" + service + ":" + region + ":" + ACCOUNT + ":" + resource;
    }

    String clusterArn() {
        return arn("ecs", "cluster/" + cluster);
    }

    String task(String id) {
        return arn("ecs", "task/" + cluster + "/" + id);
    }

    String container(String task, String name) {
        return arn("ecs", "container/" + cluster + "/" + task + "/" + uuid(task + "/" + name));
    }

    String taskDefinition(String name) {
        return arn("ecs", "task-definition/" + name);
    }

    /** @param deployment {@code ecs-svc/ID} */
    String serviceDeployment(String service, String deployment) {
        String id = deployment.substring(deployment.indexOf('/') + 1);
        return arn("ecs", "service-deployment/" + cluster + "/" + service + "/" + id);
    }

    String instance(String id) {
        return arn("ecs", "container-instance/" + cluster + "/" + id);
    }

    String service(String name) {
        return arn("ecs", "service/" + cluster + "/" + name);
    }

    /** An instance as EC2 names it. */
    String machine(String id) {
        return arn("ec2", "instance/" + id);
    }

    /** As the notice of a Spot interruption names it. */
    String spot(String zone, String id) {
        return "arn:aws:ec2:" + zone + ":instance/" + id;
    }

    String group(String name) {
        return arn("autoscaling", "autoScalingGroup:" + uuid("group/" + name) + ":autoScalingGroupName/" + name);
    }

    String alarm(String name) {
        return arn("cloudwatch", "alarm:" + name);
    }

    String uuid(String of) {
        return UUID.nameUUIDFromBytes((seed + "/" + of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** 64 hexadecimal digits. */
    static String hash(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** @param version 0 for the image that is there from the beginning, then the number of the push */
    static String imageDigest(String image, int version) {
        return "sha256:" + hash(image + "/" + version);
    }

    /** ISO-8601, in seconds. */
    String seconds(long nanos) {
        return Time.at(start, nanos).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** ISO-8601, always with three decimals. */
    String millis(long nanos) {
        String text = Time.iso(start, nanos);
        return text.indexOf('.') < 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
    }
}
