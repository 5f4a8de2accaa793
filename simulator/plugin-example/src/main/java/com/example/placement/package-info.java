// SPDX-License-Identifier: Apache-2.0
/** A placement strategy and a placement constraint as a user of ecsim writes them. */
package com.example.placement;
