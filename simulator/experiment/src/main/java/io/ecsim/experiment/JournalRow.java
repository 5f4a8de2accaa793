// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.journal.Entry;

/** A row of the journal. @param time nanoseconds since the scenario's start */
public record JournalRow(long time, Entry entry) {}
