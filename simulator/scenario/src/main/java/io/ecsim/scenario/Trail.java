// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The path of a member, as messages show it and {@code --set} takes it: {@code services.shop.desiredCount}. List items
 * go by their name where they have one that is theirs alone, else by {@code [n]}; a name with other signs is quoted.
 */
record Trail(Trail parent, String step) {
    static final Trail ROOT = new Trail(null, "");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$/:@*+-]+");

    /** Members that name a list item, the most telling first. */
    private static final List<String> NAMES = List.of(
            "serviceName",
            "family",
            "deploymentGroupName",
            "deploymentConfigName",
            "name",
            "PolicyName",
            "ScheduledActionName",
            "AutoScalingGroupName",
            "Name",
            "TargetGroupName",
            "SubnetId",
            "service",
            "queue",
            "ResourceId",
            "QueueName",
            "AlarmName",
            "LoadBalancerName");

    Trail member(String name) {
        return new Trail(this, PLAIN.matcher(name).matches() ? name : '"' + Text.printable(name) + '"');
    }

    /** @param name of the item, or {@code [n]}, as {@link #itemNames} gives it */
    Trail item(String name) {
        return name.startsWith("[") ? new Trail(this, name) : member(name);
    }

    /** One name for each item. */
    static List<String> itemNames(Node.Listing list) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        for (Node item : list.items()) {
            String name = nameOf(item);
            names.add(name);
            uses.merge(name == null ? "" : name, 1, Integer::sum);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == null || uses.get(names.get(i)) > 1) {
                names.set(i, "[" + i + "]");
            }
        }
        return names;
    }

    /** Whether a path is another, or leads into what is there. */
    static boolean isWithin(String path, String whole) {
        return path.startsWith(whole)
                && (path.length() == whole.length() || ".[".indexOf(path.charAt(whole.length())) >= 0);
    }

    private static String nameOf(Node item) {
        if (item instanceof Node.Mapping mapping) {
            for (String key : NAMES) {
                String text = mapping.text(key);
                if (text != null && !text.isEmpty()) {
                    return key.equals("ResourceId") ? text.substring(text.lastIndexOf('/') + 1) : text;
                }
            }
            return mapping.text("trace") == null ? null : Tasks.nameOf(mapping.text("trace"));
        }
        return null;
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        String before = parent.toString();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }
}
