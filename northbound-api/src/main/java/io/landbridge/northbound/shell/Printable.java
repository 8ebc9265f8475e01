package io.landbridge.northbound.shell;

/** Texts from elsewhere, such as what a host's helper or switch reports, as a terminal may show them. */
final class Printable {
    private Printable() {}

    /** The text; what a terminal would obey and not show becomes a question mark. */
    static String text(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }
}
