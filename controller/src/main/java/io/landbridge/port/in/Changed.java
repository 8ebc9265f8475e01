package io.landbridge.port.in;

import io.landbridge.model.Intent;

/** The intent before a change and after it; the same one twice if nothing changed. */
public record Changed(Intent before, Intent after) {}
