/** What is known of a host, and whether it is as it should be. Depends on the model alone; both kinds of ports speak of it. */
@NullMarked
package io.landbridge.status;

import org.jspecify.annotations.NullMarked;
