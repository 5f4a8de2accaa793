// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
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
    private static final List<String> FOR_INSTANCE = List.of(INSTANCE, "host");

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

    /** People leave out the prefix: what is near no instance and no built-in attribute is the name of another. */
    private static String advice(String field) {
        String name = field.startsWith(ATTRIBUTE) ? field.substring(ATTRIBUTE.length()) : field;
        Optional<String> instance = field.equals(name) ? NearestName.of(field, FOR_INSTANCE) : Optional.empty();
        String attribute = ATTRIBUTE + BuiltInAttributes.meantBy(name).orElse(name);
        return " " + NearestName.question(instance.orElse(name.isEmpty() ? ZONE : attribute));
    }

    /** Custom names are free; those that begin as the built-in ones do must be one of them. */
    private static boolean isAttribute(String field) {
        if (!field.startsWith(ATTRIBUTE) || field.length() == ATTRIBUTE.length()) {
            return false;
        }
        String name = field.substring(ATTRIBUTE.length());
        return !BuiltInAttributes.isReserved(name) || BuiltInAttributes.contains(name);
    }

    private static boolean isInstance(String field) {
        return FOR_INSTANCE.contains(field);
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
