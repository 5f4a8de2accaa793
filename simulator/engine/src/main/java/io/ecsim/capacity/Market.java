// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

/** What EC2 offers: whether there is capacity, what it costs, how safe it is. */
public interface Market {
    /** Capacity for everybody, all at one price, and nothing is ever interrupted. */
    Market PLENTY = new Market() {
        @Override
        public String refusal(Launch launch) {
            return null;
        }

        @Override
        public double usdPerHour(Launch launch) {
            return 0;
        }

        @Override
        public int interruptionBand(InstanceType type) {
            return 0;
        }

        @Override
        public double interruptionsPerHour(InstanceType type) {
            return 0;
        }
    };

    /** Why it cannot be launched now, in EC2's words; null when it can. */
    String refusal(Launch launch);

    /** Of an instance, on demand or Spot. */
    double usdPerHour(Launch launch);

    /** How often Spot Instances of a type are interrupted: 0, for below 5 % a month, to 4, for above 20 % (SC-504). */
    int interruptionBand(InstanceType type);

    /** Expected interruptions of one Spot Instance in an hour (SC-505). */
    double interruptionsPerHour(InstanceType type);
}
