package org.livechat.api.part;

import java.util.List;

/**
 * Makes a part of the server, or is one that needs no making. Each kind of part has an interface of its own that extends
 * this one; providers of all kinds are found with {@link java.util.ServiceLoader}, those of the server and those of plug-ins
 * alike, and need a public constructor without arguments that does nothing.
 *
 * <p>Its methods are called on the thread that starts the server, before anything is made; they always answer the same.
 *
 * @since 1
 */
public interface PartProvider {
    /** What configuration, log and operators call it: 1 to 64 of {@code a-z 0-9 -}, unlike any other of its kind. */
    String name();

    /** Where its settings stand in the configuration: keys separated by dots. By default a section of its name. */
    default String section() {
        return name();
    }

    /** The keys of its section, in the order in which they are shown. What is not here is refused as unknown. */
    default List<Setting<?>> settings() {
        return List.of();
    }
}
