package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the controller answered to a request that it accepted.
 *
 * @param etag the version of what was read, to be sent back with a change of it
 * @param body the JSON; missing if there was none
 */
record Answer(int status, Optional<String> etag, JsonNode body) {}
