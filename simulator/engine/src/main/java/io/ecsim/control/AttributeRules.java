// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Attribute;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What AWS takes as a custom attribute of an instance (CN-7). Codes are AWS's, the words are ours. */
public final class AttributeRules {
    /** On an instance, and in a call. */
    static final int MOST = 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/\\\\.-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("(?! )[A-Za-z0-9_.@/\\\\: -]{1,128}(?<! )");

    private AttributeRules() {}

    /** Of attributes by name, as a scenario or an agent's configuration has them. */
    public static List<Violation> violations(Map<String, String> attributes) {
        List<Violation> violations = new ArrayList<>();
        attributes.forEach((name, value) -> violations.addAll(violations("", new Attribute(name, value, null))));
        return violations;
    }

    /** Of PutAttributes and DeleteAttributes. */
    public static List<Violation> violations(List<Attribute> attributes) {
        List<Violation> violations = new ArrayList<>();
        if (attributes.isEmpty() || attributes.size() > MOST) {
            violations.add(refused("attributes", "A call has 1 to " + MOST + " attributes."));
        }
        for (int i = 0; i < attributes.size(); i++) {
            String path = "attributes[" + i + "]";
            Attribute attribute = attributes.get(i);
            if (attribute == null) {
                continue; // what is no attribute at all has been said by whoever read it
            }
            violations.addAll(violations(path, attribute));
            if (attribute.targetId() == null) {
                violations.add(refused(path, "An attribute needs a targetId: the instance that gets or loses it."));
            }
        }
        return violations;
    }

    private static List<Violation> violations(String path, Attribute attribute) {
        List<Violation> violations = new ArrayList<>();
        if (attribute.name() == null || !NAME.matcher(attribute.name()).matches()) {
            violations.add(refused(
                    path,
                    "An attribute's name has 1 to 128 letters, digits, -, _, /, \\ and ., not \"" + attribute.name()
                            + "\"."));
        }
        String value = attribute.value();
        if (value != null && !value.isEmpty() && !VALUE.matcher(value).matches()) {
            violations.add(refused(
                    path,
                    "The value of an attribute has 1 to 128 letters, digits, -, _, ., @, /, \\, : and spaces, none at"
                            + " its ends, not \"" + value + "\"."));
        }
        return violations;
    }

    private static Violation refused(String path, String message) {
        return new Violation(path, Validation.PARAMETER, message);
    }

    /** Whether it is neither built in nor a capability (CN-8, CN-9). */
    static boolean isCustom(String name) {
        return !name.startsWith("ecs.") && !name.startsWith("com.amazonaws.ecs.");
    }
}
