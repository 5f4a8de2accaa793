// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.capacity.InstanceTypes;
import io.ecsim.pricing.PriceList;
import io.ecsim.pricing.Pricing;
import io.ecsim.pricing.ReservedInstances;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What a user says of prices, and whether everything has one. */
final class PricingReferences {
    private final Scenario scenario;
    private final Pricing pricing;
    private final Place place;

    PricingReferences(Scenario scenario, Place root) {
        this.scenario = scenario;
        this.pricing = scenario.pricing();
        this.place = root.member("pricing");
    }

    /** An instance type that costs something, nobody knows how much, is an error: never a silent 0. */
    static void mustHavePrice(Scenario scenario, String type, Place place) {
        if (new PriceList(scenario.pricing(), scenario.region()).instance(type) == null) {
            place.problem("names " + type + ", whose price in " + region(scenario)
                    + " is not known: it may not be offered there. Give one in USD per hour: pricing.overrides.\""
                    + type
                    + "\".");
        }
    }

    /** The same of Spot Instances. */
    static void mustHaveSpotPrice(Scenario scenario, String type, Place place) {
        if (new PriceList(scenario.pricing(), scenario.region()).spot(type) == null) {
            place.problem("has Spot Instances of " + type + ", whose price in " + region(scenario)
                    + " is not known. Give one in USD per hour: pricing.overrides.\"" + type + PriceList.SPOT
                    + "\", or a pricing.spotMultiplier.");
        }
    }

    private static String region(Scenario scenario) {
        return Objects.requireNonNullElse(scenario.pricing().region(), scenario.region());
    }

    void check() {
        if (pricing.region() != null && !Regions.NAMES.contains(pricing.region())) {
            place.member("region").namesNo("region", pricing.region(), Regions.NAMES);
        }
        pricing.overrides().forEach(this::override);
        pricing.reserved().forEach(this::reserved);
        require(
                pricing.savingsPlan() > 0 && pricing.savingsPlan() <= 1,
                "savingsPlan",
                "is what is paid of the price on demand, and must be above 0 and at most 1.");
        require(
                pricing.spotMultiplier() == null || pricing.spotMultiplier() > 0 && pricing.spotMultiplier() <= 1,
                "spotMultiplier",
                "is what is paid on Spot of the price on demand, and must be above 0 and at most 1.");
        require(
                pricing.managedInstancesFee() == null
                        || pricing.managedInstancesFee().fraction() >= 0
                                && pricing.managedInstancesFee().fraction() <= 1,
                "managedInstancesFee",
                "is a share of the price on demand, and must be from 0 to 100 %.");
        require(pricing.requestsPerConnection() > 0, "requestsPerConnection", "must be above 0.");
    }

    private void require(boolean holds, String member, String message) {
        if (!holds) {
            place.member(member).problem(message);
        }
    }

    private void override(String name, Double usd) {
        Place overrides = place.member("overrides");
        String type = without(PriceList.MANAGED, without(PriceList.SPOT, name));
        if (InstanceTypes.get(type) == null && !PriceList.items().contains(name)) {
            Set<String> names = new LinkedHashSet<>(PriceList.items());
            names.addAll(InstanceTypes.names());
            overrides.nameOf(name).namesNo("instance type or item of the price list", name, names);
        }
        if (usd != null && usd < 0) {
            overrides.member(name).problem("is a price in USD and must be at least 0.");
        }
    }

    private static String without(String end, String name) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    private void reserved(String type, ReservedInstances reserved) {
        Place here = place.member("reserved").member(type);
        if (InstanceTypes.get(type) == null) {
            place.member("reserved").nameOf(type).namesNo("instance type", type, InstanceTypes.names());
            return;
        }
        if (reserved == null) {
            return;
        }
        if (reserved.years() != 1 && reserved.years() != 3) {
            here.member("years").problem("must be 1 or 3.");
        } else if (new PriceList(pricing, scenario.region()).reserved(type, reserved) == null) {
            here.problem("has no known price in " + region(scenario) + ": give one in USD per hour, as usdPerHour.");
        }
        if (reserved.usdPerHour() != null && reserved.usdPerHour() < 0) {
            here.member("usdPerHour").problem("is a price in USD and must be at least 0.");
        }
    }
}
