package org.livechat.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.livechat.http.JsonReply;

/**
 * A method and a path that operators can use.
 *
 * @param method such as GET
 * @param path with places to be filled in braces, such as {@code /admin/users/{user_id}}
 * @param answer what it does
 * @param file what it sends in place of that, where it is a file
 */
record AdminEndpoint(
        String method,
        String path,
        Function<AdminCall, JsonReply> answer,
        Optional<Function<AdminCall, RangedFile>> file) {
    /** One that answers with JSON. */
    AdminEndpoint(String method, String path, Function<AdminCall, JsonReply> answer) {
        this(method, path, answer, Optional.empty());
    }

    /** One that sends a file to who asks for it with GET. */
    static AdminEndpoint ofFile(String path, Function<AdminCall, RangedFile> file) {
        return new AdminEndpoint(
                "GET",
                path,
                _ -> {
                    throw new IllegalStateException("a file is no JSON");
                },
                Optional.of(file));
    }

    /** What a request's path, cut at its slashes and decoded, has at the places in braces; empty if it does not match. */
    Optional<List<String>> match(List<String> segments) {
        List<String> template = List.of(path.substring(1).split("/"));
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            if (template.get(i).startsWith("{") && !segments.get(i).isEmpty()) {
                values.add(segments.get(i));
            } else if (!template.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
