package io.landbridge.northbound.json;

import java.util.List;
import java.util.function.Function;

/** A list as JSON: an object, so that it can grow fields beside its items. */
public record Items<T>(List<T> items) {

    public static <M, T> Items<T> of(List<M> models, Function<M, T> toJson) {
        return new Items<>(models.stream().map(toJson).toList());
    }
}
