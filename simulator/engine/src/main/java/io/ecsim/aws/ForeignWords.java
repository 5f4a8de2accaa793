// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Words of Kubernetes, and of another service of AWS, that people try in an ECS document, where the nearest spelling
 * would lead astray.
 */
public final class ForeignWords {
    private static final String CONSTRAINT = "ECS says placementConstraints: memberOf and an expression.";
    private static final String LIMITS = "ECS says cpu and memory of a container or of the whole task.";

    private static final Map<String, String> IN_ECS = Map.ofEntries(
            Map.entry(
                    "maxpods",
                    "ECS has no number of tasks per instance: CPU, memory, host ports and ENIs limit it"
                            + " (awsvpc trunking gives more ENIs), and distinctInstance allows one of a service."),
            Map.entry("replicas", "ECS says desiredCount of a service."),
            Map.entry("minreplicas", "ECS says MinCapacity of a scalable target."),
            Map.entry("maxreplicas", "ECS says MaxCapacity of a scalable target."),
            Map.entry("nodeselector", CONSTRAINT),
            Map.entry("nodeaffinity", CONSTRAINT),
            Map.entry("podantiaffinity", "ECS says placementConstraints: distinctInstance."),
            Map.entry("topologyspreadconstraints", "ECS says placementStrategy: spread and a field."),
            Map.entry("requests", "ECS says cpu and memoryReservation of a container."),
            Map.entry("limits", LIMITS),
            Map.entry("resources", LIMITS),
            Map.entry(
                    "autoscalinggroupname",
                    "What belongs to a group stands in it: its ScalingPolicies and ScheduledActions."),
            Map.entry("livenessprobe", "ECS says healthCheck of a container."),
            Map.entry("readinessprobe", "ECS has the health check of a target group."),
            Map.entry("terminationgraceperiodseconds", "ECS says stopTimeout of a container."));

    private ForeignWords() {}

    /** What to write instead of a member that is none, after a space: ECS's word, else as for any name. */
    public static String advice(String member, Collection<String> real) {
        String inEcs = IN_ECS.get(member.toLowerCase(Locale.ROOT));
        return inEcs == null ? NearestName.advice(member, real) : " " + inEcs;
    }
}
