// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Task sizes as the API takes them, and what a task of a definition reserves. */
public final class TaskSize {
    /** CPU units of one vCPU. */
    public static final int UNITS_PER_VCPU = 1024;

    private static final Pattern CPU = Pattern.compile("(\\d*\\.?\\d+)\\s*(vcpu)?");
    private static final Pattern MEMORY = Pattern.compile("(\\d*\\.?\\d+)\\s*(gb)?");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);

    private TaskSize() {}

    /** CPU units of {@code "1024"}, {@code "1 vCPU"} or {@code ".25 vcpu"} (FG-2); null when it is none of these. */
    public static Integer cpuUnits(String text) {
        return scaled(CPU, text);
    }

    /** MiB of {@code "3072"} or {@code "3 GB"} (FG-2); null when it is none of these. */
    public static Integer memoryMiB(String text) {
        return scaled(MEMORY, text);
    }

    private static Integer scaled(Pattern form, String text) {
        Matcher matcher = form.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal value = matcher.group(2) == null ? number : number.multiply(STEP);
        try {
            return value.intValueExact();
        } catch (ArithmeticException notWhole) {
            return null;
        }
    }

    /** CPU units: task level if given, else the sum over containers, where none counts as 0 (RS-7). */
    public static int reservedCpu(TaskDefinition definition) {
        if (definition.cpu() != null) {
            return cpuUnits(definition.cpu());
        }
        int sum = 0;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            sum += Absent.or(container.cpu(), 0);
        }
        return sum;
    }

    /** MiB: task level if given, else for each container its soft limit, or its hard one without it (RS-8). */
    public static int reservedMemory(TaskDefinition definition) {
        if (definition.memory() != null) {
            return memoryMiB(definition.memory());
        }
        int sum = 0;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            sum += Absent.or(container.memoryReservation(), Absent.or(container.memory(), 0));
        }
        return sum;
    }
}
