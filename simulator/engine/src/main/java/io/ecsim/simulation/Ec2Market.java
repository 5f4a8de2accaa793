// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.Launch;
import io.ecsim.capacity.Market;
import io.ecsim.pricing.Price;
import io.ecsim.pricing.PriceList;
import io.ecsim.pricing.SpotAdvisor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What EC2 offers in the region of a scenario: what its faults leave of it, at its prices. */
final class Ec2Market implements Market {
    /** Of a type that the advisor does not know: ours. */
    private static final SpotAdvisor.Row UNKNOWN = new SpotAdvisor.Row(0, 2);

    private final Scenario scenario;
    private final LongSupplier now;
    private final PriceList prices;
    private final Map<Launch, Double> known = new LinkedHashMap<>();

    Ec2Market(Scenario scenario, LongSupplier now) {
        this.scenario = scenario;
        this.now = now;
        this.prices = new PriceList(scenario.pricing(), scenario.region());
    }

    @Override
    public String refusal(Launch launch) {
        String type = launch.type().name();
        String zone = launch.availabilityZone();
        boolean none = scenario.faults().noCapacity().stream()
                .anyMatch(fault -> fault.isAt(now.getAsLong(), type, zone, launch.spot()));
        if (!none) {
            return null;
        }
        return launch.spot()
                ? "Could not launch Spot Instances. InsufficientInstanceCapacity - There is no Spot capacity available"
                        + " that matches your request. Launching EC2 instance failed."
                : "Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have"
                        + " sufficient " + type + " capacity in the Availability Zone you requested (" + zone
                        + "). Launching EC2 instance failed.";
    }

    @Override
    public double usdPerHour(Launch launch) {
        return known.computeIfAbsent(launch, this::price);
    }

    private double price(Launch launch) {
        String type = launch.type().name();
        Price price = launch.spot() ? prices.spot(type) : prices.instance(type);
        return price == null ? Double.MAX_VALUE : price.usd().doubleValue();
    }

    @Override
    public int interruptionBand(InstanceType type) {
        return advice(type).band();
    }

    @Override
    public double interruptionsPerHour(InstanceType type) {
        return scenario.faults().spotInterruptions() == null
                ? advice(type).interruptionsPerHour()
                : scenario.faults().spotInterruptions().rate().perHour();
    }

    private SpotAdvisor.Row advice(InstanceType type) {
        SpotAdvisor.Row row = SpotAdvisor.of(scenario.region(), type.name());
        return row == null ? UNKNOWN : row;
    }
}
