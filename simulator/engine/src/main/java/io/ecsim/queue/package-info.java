// SPDX-License-Identifier: Apache-2.0
/**
 * SQS: queues, who sends to them, and the tasks that poll them. Messages are single and whole: one is somewhere at any
 * time, and {@link io.ecsim.queue.MessageQueue} has the books. {@link io.ecsim.queue.Queues} is what the simulation talks
 * to; it knows tasks by name only.
 */
package io.ecsim.queue;
