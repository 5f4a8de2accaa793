// SPDX-License-Identifier: Apache-2.0
/** Where capacity comes from: the catalogue of EC2 instance types, fixed instances, Auto Scaling groups. */
package io.ecsim.capacity;
