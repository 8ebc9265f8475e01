package io.landbridge.pipeline;

import com.google.common.collect.ImmutableMap;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.FlowKey;
import io.landbridge.pipeline.RuleBuilder.Draft;
import java.util.stream.Stream;

/**
 * The rules that follow from one part of the intent. They share a cookie, so that a switch can be asked for them alone,
 * and the group is shared by all switches that it stands in, so that a change is found by comparing references.
 *
 * @param cookie the cookie of each of its flows and of no other
 * @param rules the rules by the key of their flow
 */
public record FlowGroup(Cookie cookie, ImmutableMap<FlowKey, FlowRule> rules) {

    static FlowGroup of(Cookie cookie, Stream<Draft> drafts) {
        return new FlowGroup(
                cookie,
                drafts.map(draft -> draft.withCookie(cookie))
                        .collect(ImmutableMap.toImmutableMap(rule -> rule.flow().key(), rule -> rule)));
    }
}
