package io.landbridge.northbound.rest;

import com.google.common.base.Joiner;
import io.landbridge.model.Intent;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.PreconditionFailedException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What a request expects of the resource that it is about: {@code If-Match} and {@code If-None-Match} (RFC 9110 §13). */
final class Preconditions {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern TAGS = Pattern.compile("[\\s,]*+" + TAG + "(\\s*+,[\\s,]*+(" + TAG + ")?)*+\\s*+");

    private final Optional<String> ifMatch;
    private final Optional<String> ifNoneMatch;

    private Preconditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    /**
     * Those of a request.
     *
     * @throws RefusedRequestException if one is neither * nor a list of entity tags
     */
    static Preconditions of(HttpHeaders headers) {
        return new Preconditions(header(headers, HttpHeaders.IF_MATCH), header(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** The change, made only if the resource then is as expected; the function gives its tag, empty if it is not there. */
    <E extends Exception> IntentChange<E> guard(IntentChange<E> change, Function<Intent, Optional<EntityTag>> tagOf) {
        return change.onlyIf(intent -> {
            Optional<EntityTag> tag = tagOf.apply(intent);
            return isExpected(tag) && !isKnown(tag);
        });
    }

    /** Refuses a request that does not say what it expects. */
    void requireIfMatch() {
        if (ifMatch.isEmpty()) {
            throw new RefusedRequestException(Problem.of(
                    428,
                    "precondition-required",
                    "Say what you expect",
                    "send If-Match with the ETag that GET answered, or * to replace whatever there is"));
        }
    }

    /** What a reader gets: the document, or 304 if it has that already. */
    Response answer(EntityTag tag, Record document) {
        if (!isExpected(Optional.of(tag))) {
            throw new PreconditionFailedException();
        }
        return (isKnown(Optional.of(tag)) ? Response.notModified() : Response.ok(document))
                .header(HttpHeaders.ETAG, tag.toString())
                .build();
    }

    private boolean isExpected(Optional<EntityTag> tag) {
        return ifMatch.isEmpty()
                || tag.filter(present -> isMatched(ifMatch.get(), present, false))
                        .isPresent();
    }

    private boolean isKnown(Optional<EntityTag> tag) {
        return ifNoneMatch.isPresent()
                && tag.filter(present -> isMatched(ifNoneMatch.get(), present, true))
                        .isPresent();
    }

    /** If-Match compares strongly: a weak tag matches nothing. */
    private static boolean isMatched(String expected, EntityTag tag, boolean weakly) {
        return expected.equals("*")
                || TAG.matcher(expected)
                        .results()
                        .anyMatch(match -> (weakly || match.group(1) == null)
                                && match.group(2).equals(tag.getValue()));
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        @Nullable Iterable<String> lines = headers.getRequestHeader(name);
        if (lines == null) {
            return Optional.empty();
        }
        String value = Joiner.on(", ").join(lines).strip();
        if (!value.equals("*") && !TAGS.matcher(value).matches()) {
            throw new RefusedRequestException(Problem.of(
                    400,
                    "bad-precondition",
                    "A precondition is wrong",
                    name + " is neither * nor a list of quoted ETags"));
        }
        return Optional.of(value);
    }
}
