// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The prices of a region, on demand and for Linux (SC-702, SC-703, SC-707, SC-708); {@code SOURCES.md} beside the lists
 * says where each is from. What the user says goes first.
 */
public final class PriceList {
    /** Items beside the instance types. */
    public static final String APPLICATION_LOAD_BALANCER = "application-load-balancer";

    public static final String LCU = "lcu";
    public static final String NETWORK_LOAD_BALANCER = "network-load-balancer";
    public static final String NLCU = "nlcu";
    public static final String GP3 = "gp3";
    public static final String PUBLIC_IPV4 = "public-ipv4";
    public static final String ALARM = "alarm";
    public static final String HIGH_RESOLUTION_ALARM = "high-resolution-alarm";
    public static final String COMPOSITE_ALARM = "composite-alarm";
    public static final String CROSS_ZONE = "cross-zone-gb";
    public static final String CPU_CREDITS = "cpu-credits";
    public static final String CPU_CREDITS_T4G = "cpu-credits-t4g";

    /** At the end of the name of an instance type in {@code pricing.overrides}: its price as a Spot Instance. */
    public static final String SPOT = ":spot";

    /** The same for what ECS takes for managing an instance. */
    public static final String MANAGED = ":managed";

    private static final String HOME_REGION = "us-east-1";
    private static final String EVERY_REGION = "all";
    static final String YOURS = "pricing.overrides";
    private static final String EC2_SOURCE_AT_HOME = "EC2 price list of 2026-07-20";
    private static final String EC2_SOURCE = "EC2 price list of 2025-04-04";
    private static final Map<String, Map<String, BigDecimal>> EC2 = new ConcurrentHashMap<>();

    /** Read by the first who asks. */
    private static final class Lists {
        static final Map<String, Map<String, Price>> OTHERS = others();
        static final Map<String, String[]> RESERVED = reserved();

        private static Map<String, Map<String, Price>> others() {
            Map<String, Map<String, Price>> byItem = new LinkedHashMap<>();
            rows(
                    "others.csv",
                    (key, row) -> byItem.computeIfAbsent(key, item -> new LinkedHashMap<>())
                            .put(row[1], new Price(new BigDecimal(row[2]), row[3], row[4] + " of " + row[5])));
            return byItem;
        }

        private static Map<String, String[]> reserved() {
            Map<String, String[]> byType = new LinkedHashMap<>();
            rows("ec2-reserved.csv", byType::put);
            return byType;
        }
    }

    private final String region;
    private final Pricing pricing;

    /** @param scenarioRegion where {@link Pricing#region} says nothing else */
    public PriceList(Pricing pricing, String scenarioRegion) {
        this.region = pricing.region() == null ? scenarioRegion : pricing.region();
        this.pricing = pricing;
    }

    /** An hour of an instance on demand, without a savings plan; null when the price is not known. */
    public Price instance(String type) {
        Price yours = yours(type, Price.HOUR);
        if (yours != null) {
            return yours;
        }
        BigDecimal usd = EC2.computeIfAbsent(region, PriceList::ec2).get(type);
        String source = region.equals(HOME_REGION) ? EC2_SOURCE_AT_HOME : EC2_SOURCE;
        return usd == null ? null : new Price(usd, Price.HOUR, source + ", " + region);
    }

    /**
     * An hour of a Spot Instance: what the user says, else the price on demand less what the advisor says is saved
     * (SC-706); null when one of them is not known.
     */
    public Price spot(String type) {
        Price yours = yours(type + SPOT, Price.HOUR);
        if (yours != null) {
            return yours;
        }
        Price onDemand = instance(type);
        SpotAdvisor.Row advice = SpotAdvisor.of(region, type);
        if (onDemand == null || pricing.spotMultiplier() == null && advice == null) {
            return null;
        }
        return pricing.spotMultiplier() != null
                ? onDemand.times(BigDecimal.valueOf(pricing.spotMultiplier()), "pricing.spotMultiplier")
                : onDemand.times(
                        BigDecimal.valueOf(100 - advice.savings(), 2),
                        advice.savings() + " % saved as Spot Instance, advisor of 2025-06-28");
    }

    /** What ECS takes for an hour of managing an instance, which the user has to say; else null (SC-460). */
    public Price managementFee(String type) {
        Price yours = yours(type + MANAGED, Price.HOUR);
        Price onDemand = instance(type);
        if (yours != null || onDemand == null || pricing.managedInstancesFee() == null) {
            return yours;
        }
        BigDecimal share = BigDecimal.valueOf(pricing.managedInstancesFee().fraction());
        return onDemand.times(share, "pricing.managedInstancesFee, times " + share);
    }

    /**
     * An hour of a reserved instance: what the user says, else the region's price on demand times what a reservation
     * costs of it in us-east-1 (SC-706); null when one of them is not known.
     */
    public Price reserved(String type, ReservedInstances reservation) {
        if (reservation.usdPerHour() != null) {
            return new Price(BigDecimal.valueOf(reservation.usdPerHour()), Price.HOUR, "pricing.reserved");
        }
        String[] row = Lists.RESERVED.get(type);
        Price onDemand = instance(type);
        int column = reservation.years() == 1 ? 2 : 3;
        if (row == null || onDemand == null || row[column].isEmpty()) {
            return null;
        }
        BigDecimal share = new BigDecimal(row[column]).divide(new BigDecimal(row[1]), MathContext.DECIMAL128);
        return onDemand.times(share, "share of a reservation as of 2025-04-04");
    }

    /** Of another item; where the region's is not known that of us-east-1, whose source then says so. */
    public Price of(String item) {
        Map<String, Price> byRegion = Lists.OTHERS.get(item);
        Price home = byRegion.getOrDefault(EVERY_REGION, byRegion.get(HOME_REGION));
        Price yours = yours(item, home.per());
        if (yours != null) {
            return yours;
        }
        Price here = byRegion.getOrDefault(region, byRegion.get(EVERY_REGION));
        return here != null ? here : new Price(home.usd(), home.per(), home.source() + ", taken from " + HOME_REGION);
    }

    private Price yours(String item, String per) {
        Double usd = pricing.overrides().get(item);
        return usd == null ? null : new Price(BigDecimal.valueOf(usd), per, YOURS);
    }

    /** Names of what is in the list beside the instance types. */
    public static Set<String> items() {
        Set<String> items = new LinkedHashSet<>(Lists.OTHERS.keySet());
        items.addAll(FargatePrices.items());
        return Collections.unmodifiableSet(items);
    }

    private static Map<String, BigDecimal> ec2(String region) {
        Map<String, BigDecimal> byType = new LinkedHashMap<>();
        rows("ec2.csv", (key, row) -> {
            if (key.equals(region)) {
                byType.put(row[1], new BigDecimal(row[2]));
            }
        });
        return byType;
    }

    /** Each row but the first, and its first cell. */
    static void rows(String file, BiConsumer<String, String[]> take) {
        try (InputStream csv = PriceList.class.getResourceAsStream(file)) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String[] row = line.split(",", -1);
                        take.accept(row[0], row);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
