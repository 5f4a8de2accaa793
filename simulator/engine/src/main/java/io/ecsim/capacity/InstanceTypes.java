// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CPUArchitecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The catalogue of EC2 instance types. A row is parsed when its type is first asked for. */
public final class InstanceTypes {
    /** The agent knows NVIDIA's GPUs only. */
    private static final String AMD = "radeon";

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Map<String, InstanceType> parsed = new ConcurrentHashMap<>();

    private InstanceTypes(String csv) {
        String[] lines = csv.split("\n");
        String[] header = lines[0].split(",", -1);
        for (int i = 0; i < header.length; i++) {
            columns.put(header[i], i);
        }
        for (int i = 1; i < lines.length; i++) {
            rows.put(lines[i].substring(0, lines[i].indexOf(',')), lines[i]);
        }
    }

    /** Loaded by the first who asks. */
    private static final class Catalogue {
        static final InstanceTypes ALL = new InstanceTypes(resource());

        private static String resource() {
            try (InputStream csv = InstanceTypes.class.getResourceAsStream("instance-types.csv")) {
                return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The type of this name, such as {@code m6i.large}; null when the catalogue has none. */
    public static InstanceType get(String name) {
        InstanceTypes all = Catalogue.ALL;
        return all.rows.containsKey(name) ? all.parsed.computeIfAbsent(name, all::parse) : null;
    }

    /** Names of all types, in the catalogue's order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(Catalogue.ALL.rows.keySet());
    }

    private InstanceType parse(String name) {
        String[] row = rows.get(name).split(",", -1);
        return new InstanceType(
                name,
                number(row, "vcpu"),
                number(row, "memory_mib"),
                number(row, "gpu_count"),
                row[columns.get("gpu_model")].startsWith(AMD) ? 0 : number(row, "gpu_count"),
                row[columns.get("cpu_architecture")].equals("arm64") ? CPUArchitecture.ARM64 : CPUArchitecture.X86_64,
                number(row, "max_enis"),
                awsvpcTasks(row),
                awsvpcTasksTrunking(row),
                number(row, "ebs_attachments"),
                decimal(row, "cpu_credits_per_hour"),
                manufacturer(row[columns.get("cpu_manufacturer")]),
                row[columns.get("bare_metal")].equals("true"));
    }

    /** As the guide has it, else one interface less than there are (NW-20, NW-23). */
    private int awsvpcTasks(String[] row) {
        int documented = number(row, "ecs_documented_awsvpc_tasks");
        return documented > 0 ? documented : Math.max(0, number(row, "max_enis") - 1);
    }

    /** As the guide has it, else all branches and the interfaces beside the instance's own and the trunk (NW-23). */
    private int awsvpcTasksTrunking(String[] row) {
        int documented = number(row, "ecs_documented_awsvpc_tasks_trunking");
        int branches = number(row, "branch_eni_limit");
        if (documented > 0) {
            return documented;
        }
        boolean never = row[columns.get("ecs_trunking_documented")].equals("no") || branches == 0;
        return never ? 0 : branches + number(row, "max_enis") - 2;
    }

    /** {@code aws} is {@code amazon-web-services} in requirements. */
    private static String manufacturer(String name) {
        return name.equals("aws") ? "amazon-web-services" : name;
    }

    private double decimal(String[] row, String column) {
        String text = row[columns.get(column)];
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    private int number(String[] row, String column) {
        String text = row[columns.get(column)];
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
