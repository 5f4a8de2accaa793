// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of attributes that ECS and its agent give to instances (CN-8, CN-9), and what people write for them. */
public final class BuiltInAttributes {
    private static final String RESERVED = "ecs.";
    private static final List<String> CAPABILITIES = List.of("ecs.capability.", "com.amazonaws.ecs.capability.");
    private static final List<String> NAMES = List.of(
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

    /** Short for one, and near another or none. */
    private static final Map<String, String> ABBREVIATIONS = Map.of(
            "az", "ecs.availability-zone",
            "os", "ecs.os-type",
            "arch", "ecs.cpu-architecture",
            "type", "ecs.instance-type");

    private BuiltInAttributes() {}

    /** Whether an instance can have it without anybody giving it. */
    public static boolean contains(String name) {
        return NAMES.contains(name) || CAPABILITIES.stream().anyMatch(name::startsWith);
    }

    /** Whether it begins as the built-in ones do. */
    static boolean isReserved(String name) {
        return name.startsWith(RESERVED);
    }

    /** The one that is probably meant by a name without {@code ecs.}, in other letters, or mistyped. */
    public static Optional<String> meantBy(String name) {
        String abbreviated = ABBREVIATIONS.get(name.toLowerCase(Locale.ROOT));
        if (abbreviated != null) {
            return Optional.of(abbreviated);
        }
        List<String> spellings = new ArrayList<>(NAMES);
        NAMES.forEach(builtIn -> spellings.add(builtIn.substring(RESERVED.length())));
        return NearestName.of(name, spellings)
                .flatMap(spelling -> NAMES.stream()
                        .filter(builtIn -> builtIn.endsWith(spelling))
                        .findFirst());
    }
}
