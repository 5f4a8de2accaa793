// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * EC2 instances with their disks and addresses: every started second from launch to termination, 60 at least (SC-701).
 * Reservations go to those that were launched first; the others are paid on demand, Spot Instances at their own price.
 */
public final class InstanceBill implements Journal {
    private static final long MINIMUM_SECONDS = 60;
    private static final BigDecimal CREDITS_PER_VCPU_HOUR = BigDecimal.valueOf(60);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    /** SC-708. */
    private static final BigDecimal SECONDS_PER_MONTH = BigDecimal.valueOf(730 * 3_600L);

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private final PriceList prices;
    private final Pricing pricing;
    private final long offset;
    private final Map<Kind, TypeInUse> types = new LinkedHashMap<>();
    private final Map<String, TypeInUse> typeOfInstance = new LinkedHashMap<>();
    private final Map<String, SharedInstances.Task> tasks = new LinkedHashMap<>();

    /** What has a price. */
    private record Kind(String type, boolean spot, boolean managed) {}

    /** @param offset nanoseconds from the midnight before the run began to its beginning */
    public InstanceBill(PriceList prices, Pricing pricing, long offset) {
        this.prices = prices;
        this.pricing = pricing;
        this.offset = offset;
        pricing.reserved().keySet().forEach(type -> type(new Kind(type, false, false)));
    }

    /** Instances of one type: those that exist, those of them that run, and those of these that are paid on demand. */
    private final class TypeInUse {
        private final int reserved;
        private final List<String> covered = new ArrayList<>();
        private final Map<String, Long> existing = new LinkedHashMap<>();
        private final Map<String, Long> running = new LinkedHashMap<>();
        private final Map<String, Long> onDemand = new LinkedHashMap<>();
        private final PaidTime existed = new PaidTime(offset);
        private final PaidTime ran = new PaidTime(offset);
        private final PaidTime paidOnDemand = new PaidTime(offset);
        private final SharedInstances shared = new SharedInstances();
        /** CPU credits that were charged, by day, and those that would be if all ended now. */
        private final Map<Integer, BigDecimal> charged = new TreeMap<>();

        private final Map<String, BigDecimal> outstanding = new LinkedHashMap<>();

        private TypeInUse(int reserved) {
            this.reserved = reserved;
        }

        private void launch(String instance, long now) {
            existing.put(instance, now);
            run(instance, now);
        }

        private void run(String instance, long now) {
            running.put(instance, now);
            if (covered.size() < reserved) {
                covered.add(instance);
            } else {
                onDemand.put(instance, now);
            }
        }

        private void terminate(String instance, long now) {
            existed.add(existing.remove(instance), now, MINIMUM_SECONDS);
            if (running.containsKey(instance)) {
                stop(instance, now);
            }
        }

        private void stop(String instance, long now) {
            ran.add(running.remove(instance), now, MINIMUM_SECONDS);
            if (covered.remove(instance)) {
                onDemand.keySet().stream().findFirst().ifPresent(oldest -> {
                    paidOnDemand.add(onDemand.remove(oldest), now, MINIMUM_SECONDS);
                    covered.add(oldest);
                });
            } else {
                paidOnDemand.add(onDemand.remove(instance), now, MINIMUM_SECONDS);
            }
        }

        private PaidTime until(PaidTime past, Map<String, Long> present, long end) {
            PaidTime all = past.copy();
            present.values().forEach(since -> all.add(since, end, MINIMUM_SECONDS));
            return all;
        }
    }

    private TypeInUse type(Kind kind) {
        ReservedInstances reserved =
                kind.spot() || kind.managed() ? null : pricing.reserved().get(kind.type());
        return types.computeIfAbsent(kind, k -> new TypeInUse(reserved == null ? 0 : reserved.count()));
    }

    /** @param charged CPU credits; those {@code outstanding} are charged when the instance ends (SC-606) */
    public void surplus(long time, String instance, double charged, double outstanding) {
        TypeInUse type = typeOfInstance.get(instance);
        if (charged > 0) {
            type.charged.merge(day(time), credits(charged), BigDecimal::add);
        }
        if (outstanding > 0) {
            type.outstanding.put(instance, credits(outstanding));
        } else {
            type.outstanding.remove(instance);
        }
    }

    /** Of a moment; what happens at midnight belongs to the day that ends. */
    private int day(long time) {
        return (int) Math.max(0, (offset + time - 1) / (24 * Time.HOUR));
    }

    private static BigDecimal credits(double amount) {
        return new BigDecimal(amount).setScale(9, RoundingMode.HALF_EVEN);
    }

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.InstanceLaunched launched) {
            TypeInUse type = type(new Kind(
                    launched.instanceType(), launched.lifecycle() != null, launched.capacityProvider() != null));
            typeOfInstance.put(launched.instance(), type);
            type.launch(launched.instance(), time);
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            typeOfInstance.get(registered.instance()).shared.registered(registered.cpu(), registered.memory());
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            typeOfInstance.remove(terminated.instance()).terminate(terminated.instance(), time);
        } else if (entry instanceof Entry.InstanceStateChanged changed) {
            stateChanged(changed, time);
        } else if (entry instanceof Entry.TaskPlaced placed && placed.instance() != null) {
            SharedInstances shared = typeOfInstance.get(placed.instance()).shared;
            tasks.put(placed.task(), shared.placed(placed.service(), placed.cpu(), placed.memory(), time));
        } else if (entry instanceof Entry.TaskStatusChanged moved && moved.status() == TaskLastStatus.STOPPED) {
            stopped(moved.task(), time);
        }
    }

    /** One that is on no instance is the business of others. */
    private void stopped(String id, long time) {
        SharedInstances.Task task = tasks.remove(id);
        if (task != null) {
            task.stopped(time);
        }
    }

    private void stateChanged(Entry.InstanceStateChanged changed, long time) {
        TypeInUse type = typeOfInstance.get(changed.instance());
        if (changed.state().equals("stopped")) {
            type.stop(changed.instance(), time);
        } else {
            type.run(changed.instance(), time);
        }
    }

    /** As if all that still runs were terminated at {@code end}. */
    public Bill until(long end) {
        tasks.values().forEach(task -> task.until(end));
        List<Bill.Line> lines = new ArrayList<>();
        Map<String, BigDecimal> byService = new LinkedHashMap<>();
        for (Map.Entry<Kind, TypeInUse> type : types.entrySet()) {
            List<Bill.Line> ofType = lines(type.getKey(), type.getValue(), end);
            BigDecimal usd = Bill.sum(ofType.stream().map(Bill.Line::usd).toList());
            long seconds = type.getValue()
                    .until(type.getValue().ran, type.getValue().running, end)
                    .seconds();
            type.getValue()
                    .shared
                    .split(usd, seconds)
                    .forEach((service, share) -> byService.merge(service, share, BigDecimal::add));
            lines.addAll(ofType);
        }
        BigDecimal idle = Bill.sum(lines.stream().map(Bill.Line::usd).toList()).subtract(Bill.sum(byService.values()));
        return new Bill(lines, byService, idle);
    }

    private List<Bill.Line> lines(Kind kind, TypeInUse type, long end) {
        String name = kind.type();
        List<Bill.Line> lines = new ArrayList<>();
        PaidTime onDemand = type.until(type.paidOnDemand, type.onDemand, end);
        PaidTime existed = type.until(type.existed, type.existing, end);
        PaidTime ran = type.until(type.ran, type.running, end);
        if (onDemand.seconds() > 0) {
            Price price = kind.spot() ? spot(name) : onDemand(name);
            lines.add(line(kind.spot() ? "ec2Spot" : "ec2", name, onDemand, BigDecimal.ONE, SECONDS_PER_HOUR, price));
        }
        if (type.reserved > 0) {
            PaidTime always = new PaidTime(offset);
            always.add(0, end, 0);
            Price price = prices.reserved(name, pricing.reserved().get(name));
            lines.add(line("ec2Reserved", name, always, BigDecimal.valueOf(type.reserved), SECONDS_PER_HOUR, price));
        }
        if (kind.managed() && ran.seconds() > 0) {
            Price fee = Objects.requireNonNull(prices.managementFee(name), () -> "no fee of managing " + name);
            lines.add(line("managedInstances", "management of " + name, ran, BigDecimal.ONE, SECONDS_PER_HOUR, fee));
        }
        Map<Integer, BigDecimal> surplus = new TreeMap<>(type.charged);
        type.outstanding.values().forEach(credits -> surplus.merge(day(end), credits, BigDecimal::add));
        if (!surplus.isEmpty()) {
            lines.add(surplus(name, surplus));
        }
        BigDecimal gib = BigDecimal.valueOf(pricing.rootVolume().count()).divide(GIB, MathContext.DECIMAL128);
        if (gib.signum() > 0 && existed.seconds() > 0) {
            lines.add(
                    line("ebs", "root volumes of " + name, existed, gib, SECONDS_PER_MONTH, prices.of(PriceList.GP3)));
        }
        if (pricing.publicIpv4() > 0 && ran.seconds() > 0) {
            lines.add(line(
                    "publicIpv4",
                    "addresses of " + name,
                    ran,
                    BigDecimal.valueOf(pricing.publicIpv4()),
                    SECONDS_PER_HOUR,
                    prices.of(PriceList.PUBLIC_IPV4)));
        }
        return lines;
    }

    /** 60 credits are an hour of a vCPU (SC-607). */
    private Bill.Line surplus(String type, Map<Integer, BigDecimal> creditsByDay) {
        Price price = prices.of(type.startsWith("t4g.") ? PriceList.CPU_CREDITS_T4G : PriceList.CPU_CREDITS);
        Map<Integer, BigDecimal> hours = new LinkedHashMap<>();
        Map<Integer, BigDecimal> byDay = new LinkedHashMap<>();
        creditsByDay.forEach((day, credits) -> {
            hours.put(day, credits.divide(CREDITS_PER_VCPU_HOUR, MathContext.DECIMAL128));
            byDay.put(day, hours.get(day).multiply(price.usd(), MathContext.DECIMAL128));
        });
        return new Bill.Line("cpuCredits", "surplus of " + type, Bill.sum(hours.values()), price, byDay);
    }

    private Price spot(String type) {
        return Objects.requireNonNull(prices.spot(type), () -> "no price of Spot Instances of " + type);
    }

    private Price onDemand(String type) {
        Price price = Objects.requireNonNull(prices.instance(type), () -> "no price of " + type);
        BigDecimal paid = BigDecimal.valueOf(pricing.savingsPlan());
        return pricing.savingsPlan() == 1 ? price : price.times(paid, "savings plan, times " + paid);
    }

    /** @param each how many units a second of the time counts for, {@code seconds} of which make one of the price's */
    private static Bill.Line line(
            String kind, String what, PaidTime time, BigDecimal each, BigDecimal seconds, Price price) {
        Map<Integer, BigDecimal> byDay = new LinkedHashMap<>();
        time.secondsByDay()
                .forEach((day, paid) ->
                        byDay.put(day, quantity(paid, each, seconds).multiply(price.usd(), MathContext.DECIMAL128)));
        return new Bill.Line(kind, what, quantity(time.seconds(), each, seconds), price, byDay);
    }

    private static BigDecimal quantity(long paid, BigDecimal each, BigDecimal seconds) {
        return BigDecimal.valueOf(paid).multiply(each).divide(seconds, MathContext.DECIMAL128);
    }
}
