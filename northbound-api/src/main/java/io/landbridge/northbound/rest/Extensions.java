package io.landbridge.northbound.rest;

/**
 * What every resource asks the whiteboard for, which serves no resource while one of these is missing, the login above
 * all.
 */
final class Extensions {
    static final String LOGIN = "landbridge.login";
    static final String JSON = "landbridge.json";
    static final String YAML = "landbridge.yaml";
    static final String PROBLEMS = "landbridge.problems";
    static final String PARAMETERS = "landbridge.parameters";
    static final String REFUSALS = "landbridge.refusals";
    static final String HEADERS = "landbridge.headers";

    static final String NEEDS_LOGIN = "(osgi.jaxrs.name=" + LOGIN + ")";
    static final String NEEDS_JSON = "(osgi.jaxrs.name=" + JSON + ")";
    static final String NEEDS_YAML = "(osgi.jaxrs.name=" + YAML + ")";
    static final String NEEDS_PROBLEMS = "(osgi.jaxrs.name=" + PROBLEMS + ")";
    static final String NEEDS_PARAMETERS = "(osgi.jaxrs.name=" + PARAMETERS + ")";
    static final String NEEDS_REFUSALS = "(osgi.jaxrs.name=" + REFUSALS + ")";
    static final String NEEDS_HEADERS = "(osgi.jaxrs.name=" + HEADERS + ")";

    private Extensions() {}
}
