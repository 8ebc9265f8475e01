package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** The names of a switch's errors (OpenFlow 1.3.5 §7.5.4; ONF EXT-230 for bundles). */
final class ErrorNames {
    private static final ImmutableList<String> TYPES = ImmutableList.of(
            "HELLO_FAILED",
            "BAD_REQUEST",
            "BAD_ACTION",
            "BAD_INSTRUCTION",
            "BAD_MATCH",
            "FLOW_MOD_FAILED",
            "GROUP_MOD_FAILED",
            "PORT_MOD_FAILED",
            "TABLE_MOD_FAILED",
            "QUEUE_OP_FAILED",
            "SWITCH_CONFIG_FAILED",
            "ROLE_REQUEST_FAILED",
            "METER_MOD_FAILED",
            "TABLE_FEATURES_FAILED");

    private static final ImmutableMap<String, ImmutableList<String>> CODES = ImmutableMap.of(
            "HELLO_FAILED", names("INCOMPATIBLE EPERM"),
            "BAD_REQUEST",
                    names("BAD_VERSION BAD_TYPE BAD_MULTIPART BAD_EXPERIMENTER BAD_EXP_TYPE EPERM BAD_LEN BUFFER_EMPTY"
                            + " BUFFER_UNKNOWN BAD_TABLE_ID IS_SLAVE BAD_PORT BAD_PACKET MULTIPART_BUFFER_OVERFLOW"),
            "BAD_ACTION",
                    names("BAD_TYPE BAD_LEN BAD_EXPERIMENTER BAD_EXP_TYPE BAD_OUT_PORT BAD_ARGUMENT EPERM TOO_MANY"
                            + " BAD_QUEUE BAD_OUT_GROUP MATCH_INCONSISTENT UNSUPPORTED_ORDER BAD_TAG BAD_SET_TYPE"
                            + " BAD_SET_LEN BAD_SET_ARGUMENT"),
            "BAD_INSTRUCTION",
                    names("UNKNOWN_INST UNSUP_INST BAD_TABLE_ID UNSUP_METADATA UNSUP_METADATA_MASK BAD_EXPERIMENTER"
                            + " BAD_EXP_TYPE BAD_LEN EPERM"),
            "BAD_MATCH",
                    names("BAD_TYPE BAD_LEN BAD_TAG BAD_DL_ADDR_MASK BAD_NW_ADDR_MASK BAD_WILDCARDS BAD_FIELD BAD_VALUE"
                            + " BAD_MASK BAD_PREREQ DUP_FIELD EPERM"),
            "FLOW_MOD_FAILED",
                    names("UNKNOWN TABLE_FULL BAD_TABLE_ID OVERLAP EPERM BAD_TIMEOUT BAD_COMMAND BAD_FLAGS"));

    private static final int FIRST_BUNDLE_ERROR = 2300;
    private static final ImmutableList<String> BUNDLE_ERRORS =
            names("UNKNOWN EPERM BAD_ID BUNDLE_EXIST BUNDLE_CLOSED OUT_OF_BUNDLES BAD_TYPE BAD_FLAGS MSG_BAD_LEN"
                    + " MSG_BAD_XID MSG_UNSUP MSG_CONFLICT MSG_TOO_MANY MSG_FAILED TIMEOUT BUNDLE_IN_PROGRESS");

    private ErrorNames() {}

    /** Type and code, such as {@code FLOW_MOD_FAILED/TABLE_FULL}; numbers where there is no name. */
    static String name(int type, int code) {
        String typeName = name(TYPES, type);
        return typeName + "/" + name(CODES.getOrDefault(typeName, ImmutableList.of()), code);
    }

    /** An error of a bundle, such as {@code BUNDLE_FAILED/TIMEOUT}. */
    static String bundleErrorName(int code) {
        return "BUNDLE_FAILED/" + name(BUNDLE_ERRORS, code - FIRST_BUNDLE_ERROR);
    }

    private static String name(ImmutableList<String> names, int index) {
        return index >= 0 && index < names.size() ? names.get(index) : Integer.toString(index);
    }

    private static ImmutableList<String> names(String spaced) {
        return ImmutableList.copyOf(spaced.split(" "));
    }
}
