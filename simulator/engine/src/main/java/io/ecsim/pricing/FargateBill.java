// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Tasks on Fargate: vCPU, memory and storage beyond what is included, every started second from the beginning of the
 * image pull until the task is STOPPED, a minute at least, on Windows five (FG-10, SC-705).
 */
public final class FargateBill implements Journal {
    private static final long MINIMUM_SECONDS = 60;
    private static final long WINDOWS_MINIMUM_SECONDS = 300;
    private static final int INCLUDED_GIB = 20;
    private static final String STORAGE = "fargateStorage";

    /** What is counted: of one price, for one service. */
    private record Key(FargateKind kind, String unit, String service) {}

    private final FargatePrices prices;
    private final long offset;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Usage past = new Usage();

    /** @param offset nanoseconds from the midnight before the run began to its beginning */
    public FargateBill(FargatePrices prices, long offset) {
        this.prices = prices;
        this.offset = offset;
    }

    private record Running(Entry.FargateTaskStarted task, long since) {}

    /** Seconds times CPU units, MiB or GiB, by day. */
    private final class Usage {
        private final Map<Key, Map<Integer, Long>> days = new LinkedHashMap<>();

        void add(Running task, long until) {
            Entry.FargateTaskStarted started = task.task();
            FargateKind kind = kind(started);
            String service = started.service() == null ? Bill.STANDALONE : started.service();
            PaidTime time = new PaidTime(offset);
            time.add(task.since(), until, kind.windows() ? WINDOWS_MINIMUM_SECONDS : MINIMUM_SECONDS);
            add(new Key(kind, FargatePrices.VCPU, service), started.cpu(), time);
            add(new Key(kind, FargatePrices.GB, service), started.memory(), time);
            if (kind.windows()) {
                add(new Key(kind, FargatePrices.OS, service), started.cpu(), time);
            }
            if (started.ephemeralStorage() != null) {
                add(new Key(null, STORAGE, service), started.ephemeralStorage() - INCLUDED_GIB, time);
            }
        }

        private void add(Key key, long amount, PaidTime time) {
            Map<Integer, Long> byDay = days.computeIfAbsent(key, k -> new TreeMap<>());
            time.secondsByDay().forEach((day, seconds) -> byDay.merge(day, amount * seconds, Long::sum));
        }

        void addAll(Usage other) {
            other.days.forEach((key, byDay) -> byDay.forEach((day, amount) ->
                    days.computeIfAbsent(key, k -> new TreeMap<>()).merge(day, amount, Long::sum)));
        }
    }

    private static FargateKind kind(Entry.FargateTaskStarted task) {
        return new FargateKind(
                task.operatingSystemFamily() != null
                        && task.operatingSystemFamily().isWindows(),
                task.cpuArchitecture() == CPUArchitecture.ARM64,
                task.spot());
    }

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.FargateTaskStarted started) {
            running.put(started.task(), new Running(started, time));
        } else if (entry instanceof Entry.TaskStatusChanged moved && moved.status() == TaskLastStatus.STOPPED) {
            Running task = running.remove(moved.task());
            if (task != null) {
                past.add(task, time);
            }
        }
    }

    /** As if all that still runs were STOPPED at {@code end}. */
    public Bill until(long end) {
        Usage all = new Usage();
        all.addAll(past);
        running.values().forEach(task -> all.add(task, end));
        Map<Key, Map<Integer, BigDecimal>> quantities = new LinkedHashMap<>();
        Map<String, BigDecimal> byService = new LinkedHashMap<>();
        all.days.forEach((key, byDay) -> {
            Key whole = new Key(key.kind(), key.unit(), null);
            BigDecimal price = price(key).usd();
            byDay.forEach((day, amount) -> {
                BigDecimal quantity = quantity(key, amount);
                quantities.computeIfAbsent(whole, k -> new TreeMap<>()).merge(day, quantity, BigDecimal::add);
                byService.merge(key.service(), quantity.multiply(price, MathContext.DECIMAL128), BigDecimal::add);
            });
        });
        List<Bill.Line> lines = new ArrayList<>();
        quantities.forEach((key, byDay) -> lines.add(line(key, byDay)));
        return new Bill(lines, byService, BigDecimal.ZERO);
    }

    private Bill.Line line(Key key, Map<Integer, BigDecimal> quantities) {
        Price price = price(key);
        Map<Integer, BigDecimal> byDay = new LinkedHashMap<>();
        quantities.forEach((day, quantity) -> byDay.put(day, quantity.multiply(price.usd(), MathContext.DECIMAL128)));
        String what = switch (key.unit()) {
            case STORAGE -> "ephemeral storage";
            case FargatePrices.GB -> "memory, " + key.kind().platform();
            case FargatePrices.OS -> "licence, " + key.kind().platform();
            default -> "vCPU, " + key.kind().platform();
        };
        String kind = key.kind() == null ? STORAGE : key.kind().spot() ? "fargateSpot" : "fargate";
        return new Bill.Line(kind, what, Bill.sum(quantities.values()), price, byDay);
    }

    private Price price(Key key) {
        Price price = key.kind() == null ? prices.ephemeralStorage() : prices.of(key.kind(), key.unit());
        return Objects.requireNonNull(price, () -> "no price of " + key);
    }

    /** Hours of what the price is for. */
    private static BigDecimal quantity(Key key, long amount) {
        long perHour = key.kind() == null ? 3_600 : 1_024 * 3_600;
        return BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(perHour), MathContext.DECIMAL128);
    }
}
