package io.landbridge.reconcile;

import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;

/**
 * What hosts are brought to: the intent, and what follows from it and from what hosts report.
 *
 * @param mtu what the overlay's links carry
 * @param number grows with every change of the intent, and of the MTU by a report
 */
record Target(Intent intent, Mtu mtu, long number) {}
