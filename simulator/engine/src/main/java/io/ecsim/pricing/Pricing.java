// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.aws.Absent;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import java.util.Map;

/**
 * What a user says of prices.
 *
 * @param region whose prices are taken; null for that of the scenario
 * @param overrides USD by instance type and hour, or by the name of another item of the price list and its unit
 * @param savingsPlan what is paid of the price on demand; 1 without a plan (SC-706)
 * @param spotMultiplier what is paid on Spot of the price on demand; null for the list's Spot price (SC-706)
 * @param reserved by instance type
 * @param rootVolume gp3 of each instance; nothing is paid for it unless it is given
 * @param publicIpv4 public addresses of each instance
 * @param requestsPerConnection that clients send to a load balancer, ours
 * @param bytesPerRequest that a load balancer processes, the answer included, ours
 * @param alarms whether CloudWatch's are paid too, those of scaling policies among them (SC-708)
 * @param crossZoneData whether what crosses zones is paid too (SC-711)
 * @param managedInstancesFee share of the price on demand that ECS takes for managing an instance; null when nobody
 *     knows (SC-460)
 */
public record Pricing(
        String region,
        Map<String, Double> overrides,
        Double savingsPlan,
        Double spotMultiplier,
        Map<String, ReservedInstances> reserved,
        Bytes rootVolume,
        Integer publicIpv4,
        Double requestsPerConnection,
        Bytes bytesPerRequest,
        Boolean alarms,
        Boolean crossZoneData,
        Share managedInstancesFee) {
    public static final Pricing DEFAULT =
            new Pricing(null, null, null, null, null, null, null, null, null, null, null, null);

    public Pricing {
        overrides = Absent.map(overrides);
        savingsPlan = Absent.or(savingsPlan, 1.0);
        reserved = Absent.map(reserved);
        rootVolume = Absent.or(rootVolume, new Bytes(0));
        publicIpv4 = Absent.or(publicIpv4, 0);
        requestsPerConnection = Absent.or(requestsPerConnection, 10.0);
        bytesPerRequest = Absent.or(bytesPerRequest, new Bytes(10 << 10));
        alarms = Absent.or(alarms, false);
        crossZoneData = Absent.or(crossZoneData, false);
    }
}
