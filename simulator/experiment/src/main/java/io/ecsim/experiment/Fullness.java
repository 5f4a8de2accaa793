// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * How many instances were how full, by the larger of the shares of CPU and memory that tasks reserve.
 *
 * @param empty nothing is reserved
 * @param half more than nothing, up to one half
 * @param most more than one half, up to nine tenths
 * @param full more than nine tenths
 */
public record Fullness(StepSeries empty, StepSeries half, StepSeries most, StepSeries full) {

    /** Counts instances as they fill and empty. */
    static final class Recorder {
        private final StepRecorder[] counts = {
            new StepRecorder(), new StepRecorder(), new StepRecorder(), new StepRecorder()
        };

        /** Which count an instance belongs to. */
        static int level(long cpu, long memory, int wholeCpu, int wholeMemory) {
            double share = Math.max((double) cpu / Math.max(1, wholeCpu), (double) memory / Math.max(1, wholeMemory));
            return share <= 0 ? 0 : share <= 0.5 ? 1 : share <= 0.9 ? 2 : 3;
        }

        void count(long time, int level, int by) {
            counts[level].add(time, by);
        }

        Fullness fullness() {
            return new Fullness(counts[0].series(), counts[1].series(), counts[2].series(), counts[3].series());
        }
    }
}
