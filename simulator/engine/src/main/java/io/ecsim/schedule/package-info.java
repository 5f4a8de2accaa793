// SPDX-License-Identifier: Apache-2.0
/**
 * Schedules as AWS writes them: {@code at(...)}, {@code rate(...)} and {@code cron(...)} with six fields, in time zones
 * (EB-10 to EB-12, SC-360 to SC-366). Pure functions of moments; nothing here schedules anything.
 */
package io.ecsim.schedule;
