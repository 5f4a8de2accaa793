// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prices of Fargate in a region (SC-704 to SC-706): what the user says, else the list, else none. */
public final class FargatePrices {
    public static final String VCPU = "vcpu";
    public static final String GB = "gb";
    /** What a licence of Windows costs for a vCPU. */
    public static final String OS = "os-vcpu";

    static final String EPHEMERAL = "fargate-ephemeral-gb";
    private static final String HOME_REGION = "us-east-1";
    /** SC-706. */
    private static final BigDecimal SPOT = new BigDecimal("0.30");

    /** Rows by region and architecture; read by the first who asks. */
    private static final class Lists {
        static final Map<String, String[]> ROWS = new LinkedHashMap<>();

        static {
            PriceList.rows("fargate.csv", (region, row) -> ROWS.put(region + " " + row[1], row));
        }
    }

    private final String region;
    private final Pricing pricing;

    /** @param scenarioRegion where {@link Pricing#region} says nothing else */
    public FargatePrices(Pricing pricing, String scenarioRegion) {
        this.region = pricing.region() == null ? scenarioRegion : pricing.region();
        this.pricing = pricing;
    }

    /** An hour of a vCPU or GB, with what a savings plan takes off; null when nobody knows. */
    public Price of(FargateKind kind, String unit) {
        Price yours = yours(kind.item(unit), unit);
        if (yours != null) {
            return yours;
        }
        Price onDemand = onDemand(kind, unit);
        return kind.spot() ? spot(kind, unit, onDemand) : onDemand == null ? null : planned(onDemand);
    }

    private Price planned(Price onDemand) {
        BigDecimal paid = BigDecimal.valueOf(pricing.savingsPlan());
        return pricing.savingsPlan() == 1 ? onDemand : onDemand.times(paid, "savings plan, times " + paid);
    }

    private Price onDemand(FargateKind kind, String unit) {
        FargateKind plain = new FargateKind(kind.windows(), kind.armed(), false);
        Price yours = yours(plain.item(unit), unit);
        String cell = yours != null || kind.windows() ? "" : cell(kind, unit.equals(VCPU) ? 2 : 3);
        return cell.isEmpty() ? yours : price(cell, unit, "Fargate rates as of 2026-09-29");
    }

    private Price spot(FargateKind kind, String unit, Price onDemand) {
        if (pricing.spotMultiplier() != null && onDemand != null) {
            return onDemand.times(BigDecimal.valueOf(pricing.spotMultiplier()), "pricing.spotMultiplier");
        }
        String cell = kind.windows() ? "" : cell(kind, unit.equals(VCPU) ? 5 : 6);
        if (!cell.isEmpty()) {
            return price(cell, unit, "Fargate Spot, " + cell(kind, 7));
        }
        return onDemand == null ? null : onDemand.times(SPOT, "assumed share on Spot, " + SPOT);
    }

    private String cell(FargateKind kind, int column) {
        String[] row = Lists.ROWS.get(region + " " + kind.architecture());
        return row == null ? "" : row[column];
    }

    private Price price(String usd, String unit, String source) {
        return new Price(new BigDecimal(usd), per(unit), source + ", " + region);
    }

    /** An hour of a GB of ephemeral storage beyond what is included; where unknown that of us-east-1. */
    Price ephemeralStorage() {
        Price yours = yours(EPHEMERAL, GB);
        String here = cell(new FargateKind(false, false, false), 4);
        if (yours != null || !here.isEmpty()) {
            return yours != null ? yours : price(here, GB, "Fargate storage as of 2026-07-07");
        }
        String home = Lists.ROWS.get(HOME_REGION + " x86_64")[4];
        return new Price(new BigDecimal(home), per(GB), "Fargate storage as of 2026-07-07, taken from " + HOME_REGION);
    }

    private Price yours(String item, String unit) {
        Double usd = pricing.overrides().get(item);
        return usd == null ? null : new Price(BigDecimal.valueOf(usd), per(unit), PriceList.YOURS);
    }

    private static String per(String unit) {
        return unit.equals(GB) ? "GB-hour" : "vCPU-hour";
    }

    /** What has no price of those that a task needs, as the names under which one can be given. */
    public List<String> missing(FargateKind kind) {
        List<String> missing = new ArrayList<>();
        for (String unit : kind.windows() ? List.of(VCPU, GB, OS) : List.of(VCPU, GB)) {
            if (of(kind, unit) == null) {
                missing.add(kind.item(unit));
            }
        }
        return missing;
    }

    /** Names of all items. */
    static List<String> items() {
        List<String> items = new ArrayList<>();
        for (String unit : List.of(VCPU, GB)) {
            for (boolean armed : new boolean[] {false, true}) {
                items.add(new FargateKind(false, armed, false).item(unit));
                items.add(new FargateKind(false, armed, true).item(unit));
            }
            items.add(new FargateKind(true, false, false).item(unit));
        }
        items.add(new FargateKind(true, false, false).item(OS));
        items.add(EPHEMERAL);
        return items;
    }
}
