/** What goes before every login, by REST and by ssh alike, and the first account. Depends on no other package here. */
@NullMarked
package io.landbridge.northbound.login;

import org.jspecify.annotations.NullMarked;
