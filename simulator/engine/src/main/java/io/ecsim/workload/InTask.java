// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * What is in a task when it leaves some tasks, and joins others.
 *
 * @param requests millionths
 * @param law of their number, by the values of {@link Rates}
 * @param present its mean
 * @param recent what came to it lately
 */
record InTask(long requests, double[] law, double present, Recent recent) {
    static InTask nothing(TaskModel model) {
        return new InTask(0, new double[] {1}, 0, new Recent(model.timeout()));
    }
}
