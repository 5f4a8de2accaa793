// SPDX-License-Identifier: Apache-2.0
/**
 * Amazon's API documents as records: the same members, spelled as on the wire (ECS and the enumerations as they are;
 * Elastic Load Balancing and Auto Scaling members start with a capital letter there). Only the members that the
 * simulator acts on have a component. An absent member takes AWS's default in the record's constructor.
 */
package io.ecsim.aws;
