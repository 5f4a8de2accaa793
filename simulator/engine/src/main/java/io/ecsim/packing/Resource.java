// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.InstanceView;

/** What tasks reserve of an instance here. */
public enum Resource {
    CPU("cpu") {
        @Override
        int asked(TaskRows tasks, int row) {
            return tasks.cpu(row);
        }

        @Override
        int registered(InstanceView instance) {
            return instance.registeredCpu();
        }

        @Override
        int free(InstanceView instance) {
            return instance.remainingCpu();
        }
    },
    MEMORY("memory") {
        @Override
        int asked(TaskRows tasks, int row) {
            return tasks.memory(row);
        }

        @Override
        int registered(InstanceView instance) {
            return instance.registeredMemory();
        }

        @Override
        int free(InstanceView instance) {
            return instance.remainingMemory();
        }
    },
    GPU("gpu") {
        @Override
        int asked(TaskRows tasks, int row) {
            return tasks.gpus(row);
        }

        @Override
        int registered(InstanceView instance) {
            return instance.registeredGpus();
        }

        @Override
        int free(InstanceView instance) {
            return instance.freeGpus();
        }
    };

    private final String label;

    Resource(String label) {
        this.label = label;
    }

    /** As columns and members are named. */
    public String label() {
        return label;
    }

    abstract int asked(TaskRows tasks, int row);

    abstract int registered(InstanceView instance);

    abstract int free(InstanceView instance);
}
