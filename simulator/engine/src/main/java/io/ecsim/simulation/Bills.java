// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.pricing.AlarmBill;
import io.ecsim.pricing.Bill;
import io.ecsim.pricing.FargateBill;
import io.ecsim.pricing.FargatePrices;
import io.ecsim.pricing.InstanceBill;
import io.ecsim.pricing.LoadBalancerBill;
import io.ecsim.pricing.PriceList;
import io.ecsim.pricing.Pricing;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What everything in a scenario costs. */
final class Bills implements Journal {
    private final InstanceBill instances;
    private final FargateBill fargate;
    private final LoadBalancerBill balancers;
    private final AlarmBill alarms;
    private final boolean crossZoneData;
    private final LoadBalancers loadBalancers;
    private final Map<String, String> serviceOfGroup = new LinkedHashMap<>();

    Bills(Scenario scenario) {
        Pricing pricing = scenario.pricing();
        PriceList prices = new PriceList(pricing, scenario.region());
        long sinceMidnight =
                LocalTime.ofInstant(scenario.start(), ZoneOffset.UTC).toNanoOfDay();
        this.instances = new InstanceBill(prices, pricing, sinceMidnight);
        this.fargate = new FargateBill(new FargatePrices(pricing, scenario.region()), sinceMidnight);
        this.alarms = new AlarmBill(prices, sinceMidnight);
        this.crossZoneData = pricing.crossZoneData();
        this.loadBalancers = new LoadBalancers(scenario);
        this.balancers = new LoadBalancerBill(
                prices, loadBalancers.all(), pricing.requestsPerConnection(), pricing.bytesPerRequest(), sinceMidnight);
        for (CreateServiceRequest service : scenario.everyService()) {
            service.targetGroups().forEach(group -> serviceOfGroup.put(Arn.name(group), service.serviceName()));
        }
    }

    @Override
    public void add(long time, Entry entry) {
        instances.add(time, entry);
        fargate.add(time, entry);
    }

    /** What an Application Load Balancer sends over zones costs nothing (SC-711). */
    void balancerUsed(long begin, String loadBalancer, String targetGroup, double requests, double toOtherZones) {
        boolean paid = crossZoneData && loadBalancers.isNetwork(targetGroup);
        String service = serviceOfGroup.getOrDefault(targetGroup, targetGroup);
        balancers.add(begin, loadBalancer, service, requests, paid ? toOtherZones : 0);
    }

    void alarmsAreThere(long begin, String item, String service, int count) {
        alarms.add(begin, item, service, count);
    }

    void surplusCharged(long time, String instance, double charged, double outstanding) {
        instances.surplus(time, instance, charged, outstanding);
    }

    /** As if everything ended now. */
    Bill until(long now) {
        return instances
                .until(now)
                .plus(fargate.until(now))
                .plus(balancers.until(now))
                .plus(alarms.until());
    }
}
