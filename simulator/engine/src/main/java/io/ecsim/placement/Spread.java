// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evens out the tasks of the group over the values of an attribute, or over the instances (PL-11 to PL-16). */
final class Spread implements Ranking {
    static final String TYPE = "spread";
    static final String ZONE = "attribute:ecs.availability-zone";
    static final String INSTANCE = "instanceId";

    private static final String ATTRIBUTE = "attribute:";
    private static final String RESERVED = "ecs.";
    private static final String CAPABILITY = "ecs.capability.";
    private static final List<String> BUILT_IN = List.of(
            "ecs.ami-id",
            "ecs.availability-zone",
            "ecs.instance-type",
            "ecs.os-type",
            "ecs.os-family",
            "ecs.cpu-architecture",
            "ecs.vpc-id",
            "ecs.subnet-id",
            "ecs.awsvpc-trunk-id",
            "ecs.outpost-arn",
            "ecs.capability.external");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String description() {
        return "fewest tasks of the same service or group by instanceId, host or attribute:NAME";
    }

    @Override
    public Optional<String> objection(String field) {
        if (field == null || field.isBlank()) {
            return Optional.of("spread field should be specified, for instance " + ZONE + ".");
        }
        if (isInstance(field) || isAttribute(field)) {
            return Optional.empty();
        }
        return Optional.of("spread field '" + field + "' is invalid." + advice(field));
    }

    /** People leave out the prefix: a name without it is as near as with it, and what is near nothing is a name. */
    private static String advice(String field) {
        List<String> spellings = new ArrayList<>(List.of(INSTANCE, "host"));
        for (String attribute : BUILT_IN) {
            spellings.addAll(List.of(ATTRIBUTE + attribute, attribute, attribute.replace("ecs.", "")));
        }
        Optional<String> nearest = NearestName.of(field, spellings);
        String meant = nearest.flatMap(spelling -> BUILT_IN.stream()
                        .filter(attribute -> attribute.endsWith(spelling))
                        .findFirst())
                .map(ATTRIBUTE::concat)
                .or(() -> nearest)
                .orElse(ATTRIBUTE + field);
        return " " + NearestName.question(meant);
    }

    /** Custom names are free; those that begin as the built-in ones do must be one of them. */
    private static boolean isAttribute(String field) {
        if (!field.startsWith(ATTRIBUTE) || field.length() == ATTRIBUTE.length()) {
            return false;
        }
        String name = field.substring(ATTRIBUTE.length());
        return !name.startsWith(RESERVED) || name.startsWith(CAPABILITY) || BUILT_IN.contains(name);
    }

    private static boolean isInstance(String field) {
        return field.equals(INSTANCE) || field.equals("host");
    }

    /** The attribute whose values a field spreads over; null when it spreads over the instances themselves. */
    static String attribute(String field) {
        return isInstance(field) ? null : field.substring(ATTRIBUTE.length());
    }

    /** Score: tasks of the group on instances with the same value, 0 or more (PL-15). */
    @Override
    public Scorer scorer(ClusterView cluster, String group, String field) {
        String attribute = attribute(field);
        if (attribute == null) {
            return (instance, needs) -> instance.tasks(group);
        }
        // Looked up, never iterated. Instances without the attribute share the bucket of null (PL-16).
        Map<String, long[]> counts = new LinkedHashMap<>();
        for (InstanceView instance : cluster.instances()) {
            long[] count = counts.computeIfAbsent(instance.attributes().get(attribute), value -> new long[1]);
            count[0] += instance.tasks(group);
        }
        return (instance, needs) -> counts.get(instance.attributes().get(attribute))[0];
    }
}
