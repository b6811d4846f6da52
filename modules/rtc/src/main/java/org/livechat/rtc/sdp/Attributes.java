package org.livechat.rtc.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of a session or of one media section, in their order. */
public record Attributes(List<Attribute> all) {
    public Attributes {
        all = List.copyOf(all);
    }

    /** The value of the first attribute of a name. */
    public Optional<String> first(String name) {
        return named(name).map(Attribute::value).findFirst();
    }

    /** Whether there is an attribute of a name. */
    public boolean has(String name) {
        return named(name).findAny().isPresent();
    }

    /** All attributes of a name. */
    public Stream<Attribute> named(String name) {
        return all.stream().filter(attribute -> attribute.name().equals(name));
    }
}
