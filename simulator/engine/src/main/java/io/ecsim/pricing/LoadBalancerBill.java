// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.aws.LoadBalancerType;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Bytes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Load balancers: every started hour, and capacity units by what most of them are used for in that hour (SC-707).
 *
 * <p>How many connections requests need and how many bytes they bring is not known, but assumed; a connection is active
 * for the minute in which it is new.
 */
public final class LoadBalancerBill {
    private static final double GIGABYTE = 1e9;
    private static final int FREE_RULES = 10;

    /** What one capacity unit is enough for: new connections per second, active ones, rule evaluations per second. */
    private record Unit(double newConnections, double activeConnections, double evaluations) {
        private static final Unit APPLICATION = new Unit(25, 3_000, 1_000);
        private static final Unit NETWORK = new Unit(800, 100_000, Double.POSITIVE_INFINITY);
    }

    /** @param rules of its listeners, defaults not counted */
    public record Balancer(String name, LoadBalancerType type, int rules) {}

    private final PriceList prices;
    private final double requestsPerConnection;
    private final Bytes bytesPerRequest;
    private final long offset;
    private final Map<String, Balancer> balancers = new LinkedHashMap<>();
    /** Requests of each hour. */
    private final Map<String, List<Double>> requests = new LinkedHashMap<>();

    /** Requests of each hour that went to a target in another zone. */
    private final Map<String, List<Double>> crossing = new LinkedHashMap<>();

    private final Map<String, Map<String, Double>> byService = new LinkedHashMap<>();

    /** @param offset nanoseconds from the midnight before the run began to its beginning */
    public LoadBalancerBill(
            PriceList prices,
            List<Balancer> balancers,
            double requestsPerConnection,
            Bytes bytesPerRequest,
            long offset) {
        this.prices = prices;
        this.requestsPerConnection = requestsPerConnection;
        this.bytesPerRequest = bytesPerRequest;
        this.offset = offset;
        balancers.forEach(balancer -> this.balancers.put(balancer.name(), balancer));
    }

    /**
     * Requests that a load balancer sent to the target groups of a service since {@code time}, in less than an hour.
     *
     * @param toOtherZones of these, how many went to a target in another zone and are paid for that
     */
    public void add(long time, String balancer, String service, double count, double toOtherZones) {
        add(requests, time, balancer, count);
        add(crossing, time, balancer, toOtherZones);
        byService.computeIfAbsent(balancer, name -> new LinkedHashMap<>()).merge(service, count, Double::sum);
    }

    private static void add(Map<String, List<Double>> counts, long time, String balancer, double count) {
        List<Double> hours = counts.computeIfAbsent(balancer, name -> new ArrayList<>());
        int hour = (int) (time / Time.HOUR);
        while (hours.size() <= hour) {
            hours.add(0.0);
        }
        hours.set(hour, hours.get(hour) + count);
    }

    private static double in(int hour, Map<String, List<Double>> counts, Balancer balancer) {
        List<Double> counted = counts.getOrDefault(balancer.name(), List.of());
        return hour < counted.size() ? counted.get(hour) : 0;
    }

    /** Those of all load balancers until now, and whose requests they are for; what had none is nobody's. */
    public Bill until(long end) {
        List<Bill.Line> lines = new ArrayList<>();
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        BigDecimal idle = BigDecimal.ZERO;
        for (Balancer balancer : balancers.values()) {
            List<Bill.Line> own = lines(balancer, end);
            BigDecimal usd = Bill.sum(own.stream().map(Bill.Line::usd).toList());
            Map<String, BigDecimal> split = split(balancer, usd);
            split.forEach((service, share) -> shares.merge(service, share, BigDecimal::add));
            idle = idle.add(split.isEmpty() ? usd : BigDecimal.ZERO);
            lines.addAll(own);
        }
        return new Bill(lines, shares, idle);
    }

    private Map<String, BigDecimal> split(Balancer balancer, BigDecimal usd) {
        Map<String, Double> counts = byService.getOrDefault(balancer.name(), Map.of());
        BigDecimal all = BigDecimal.valueOf(
                counts.values().stream().mapToDouble(Double::doubleValue).sum());
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        if (all.signum() > 0) {
            counts.forEach((service, count) ->
                    shares.put(service, usd.multiply(BigDecimal.valueOf(count)).divide(all, MathContext.DECIMAL128)));
        }
        return shares;
    }

    private List<Bill.Line> lines(Balancer balancer, long end) {
        boolean network = balancer.type() == LoadBalancerType.network;
        Price hour = prices.of(network ? PriceList.NETWORK_LOAD_BALANCER : PriceList.APPLICATION_LOAD_BALANCER);
        Price unit = prices.of(network ? PriceList.NLCU : PriceList.LCU);
        int hours = (int) ((end + Time.HOUR - 1) / Time.HOUR);
        Map<Integer, BigDecimal> hoursByDay = new LinkedHashMap<>();
        Map<Integer, BigDecimal> unitsByDay = new LinkedHashMap<>();
        for (int i = 0; i < hours; i++) {
            int day = (int) ((offset + i * Time.HOUR) / (24 * Time.HOUR));
            hoursByDay.merge(day, BigDecimal.ONE, BigDecimal::add);
            unitsByDay.merge(day, BigDecimal.valueOf(units(balancer, i)), BigDecimal::add);
        }
        List<Bill.Line> lines = new ArrayList<>();
        lines.add(line("loadBalancers", balancer.name() + ", hours", hoursByDay, hour));
        lines.add(line("loadBalancers", balancer.name() + ", capacity units", unitsByDay, unit));
        if (crossing.getOrDefault(balancer.name(), List.of()).stream().anyMatch(count -> count > 0)) {
            lines.add(betweenZones(balancer, hours));
        }
        return lines;
    }

    /** Paid where it leaves a zone, and where it arrives in another. */
    private Bill.Line betweenZones(Balancer balancer, int hours) {
        Map<Integer, BigDecimal> gigabytes = new LinkedHashMap<>();
        for (int i = 0; i < hours; i++) {
            int day = (int) ((offset + i * Time.HOUR) / (24 * Time.HOUR));
            double there = in(i, crossing, balancer) * bytesPerRequest.count() / GIGABYTE;
            gigabytes.merge(day, BigDecimal.valueOf(2 * there), BigDecimal::add);
        }
        return line(
                "crossZoneData",
                "data between zones by " + balancer.name(),
                gigabytes,
                prices.of(PriceList.CROSS_ZONE));
    }

    private static Bill.Line line(String kind, String what, Map<Integer, BigDecimal> quantityByDay, Price price) {
        Map<Integer, BigDecimal> byDay = new LinkedHashMap<>();
        quantityByDay.forEach((day, quantity) -> byDay.put(day, quantity.multiply(price.usd())));
        return new Bill.Line(kind, what, Bill.sum(quantityByDay.values()), price, byDay);
    }

    private double units(Balancer balancer, int hour) {
        double inHour = in(hour, requests, balancer);
        double perSecond = inHour / 3_600;
        double connections = perSecond / requestsPerConnection;
        Unit unit = balancer.type() == LoadBalancerType.network ? Unit.NETWORK : Unit.APPLICATION;
        return capacityUnits(
                unit,
                connections,
                60 * connections,
                inHour * bytesPerRequest.count() / GIGABYTE,
                perSecond * Math.max(0, balancer.rules() - FREE_RULES));
    }

    /**
     * Capacity units of an hour of an Application Load Balancer.
     *
     * @param newConnections per second
     * @param activeConnections in a minute
     * @param gigabytes in the hour
     * @param evaluations of rules per second, the first ten rules not counted
     */
    static double lcu(double newConnections, double activeConnections, double gigabytes, double evaluations) {
        return capacityUnits(Unit.APPLICATION, newConnections, activeConnections, gigabytes, evaluations);
    }

    private static double capacityUnits(
            Unit unit, double newConnections, double activeConnections, double gigabytes, double evaluations) {
        double connections =
                Math.max(newConnections / unit.newConnections(), activeConnections / unit.activeConnections());
        return Math.max(Math.max(connections, gigabytes), evaluations / unit.evaluations());
    }
}
