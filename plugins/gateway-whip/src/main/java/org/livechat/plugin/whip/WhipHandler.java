package org.livechat.plugin.whip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.livechat.api.Credential;
import org.livechat.api.RequestRefused;
import org.livechat.http.ClientAddress;

/** What is answered below the path of one purpose: at an endpoint a channel, and at the resources below it. */
final class WhipHandler extends Handler.Abstract {
    /** A browser's offer of audio and video has some 7 KB. */
    static final int MAX_BODY_BYTES = 32 * 1024;

    private static final String OFFER_TYPE = "application/sdp";
    private static final String SCHEME = "Bearer ";
    private static final String OF_ENDPOINTS = "POST, OPTIONS";
    private static final String OF_RESOURCES = "PATCH, DELETE, OPTIONS";

    private final Purpose purpose;
    private final Doorkeeper doorkeeper;
    private final MediaSessions sessions;
    private final WhipSettings settings;

    WhipHandler(Purpose purpose, Doorkeeper doorkeeper, MediaSessions sessions, WhipSettings settings) {
        this.purpose = purpose;
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        reply(request).send(response, callback);
        return true;
    }

    private Reply reply(Request request) throws IOException {
        List<String> path = Stream.of(request.getHttpURI().getCanonicalPath().split("/"))
                .skip(2)
                .map(URIUtil::decodePath)
                .toList();
        try {
            return switch (path.size()) {
                case 1 -> endpoint(path.getFirst(), request);
                case 2 -> resource(path.getLast(), request);
                default ->
                    Reply.error(
                            HttpStatus.NOT_FOUND_404,
                            "there is nothing here; POST an SDP offer to " + purpose.path() + "/CHANNEL");
            };
        } catch (RequestRefused refusal) {
            return Refused.of(refusal).reply();
        } catch (Refused refusal) {
            return refusal.reply();
        }
    }

    private Reply endpoint(String channelId, Request request) throws IOException {
        return switch (request.getMethod()) {
            case "POST" -> {
                try {
                    yield post(channelId, request);
                } catch (RequestRefused | Refused refusal) {
                    sessions.counters().refused.increment();
                    throw refusal;
                }
            }
            case "OPTIONS" ->
                Reply.of(HttpStatus.OK_200).with("Allow", OF_ENDPOINTS).with("Accept-Post", OFFER_TYPE);
            default -> notAllowed(request, OF_ENDPOINTS);
        };
    }

    private Reply resource(String id, Request request) throws IOException {
        return switch (request.getMethod()) {
            case "PATCH" -> patch(found(id, request), request);
            case "DELETE" -> delete(id, request);
            case "OPTIONS" ->
                Reply.of(HttpStatus.OK_200).with("Allow", OF_RESOURCES).with("Accept-Patch", Resource.FRAGMENT_TYPE);
            default -> notAllowed(request, OF_RESOURCES);
        };
    }

    private Optional<Resource> find(String id, Request request) {
        Optional<Resource> resource =
                sessions.find(id).filter(some -> some.session().identity().purpose() == purpose);
        resource.map(some -> some.session().identity())
                .ifPresent(identity ->
                        sessions.trace().in(purpose, request.getMethod(), identity.channelId(), identity.userId(), ""));
        return resource;
    }

    private Resource found(String id, Request request) {
        return find(id, request).orElseThrow(WhipHandler::notThere);
    }

    private Reply delete(String id, Request request) {
        boolean elsewhere = find(id, request).isEmpty() && sessions.find(id).isPresent();
        if (elsewhere || !sessions.delete(id)) {
            throw notThere();
        }
        return Reply.of(HttpStatus.OK_200);
    }

    private static Refused notThere() {
        return new Refused(HttpStatus.NOT_FOUND_404, "there is no such session; it may have ended");
    }

    private Reply post(String channelId, Request request) throws IOException {
        var visitor = new Doorkeeper.Visitor(
                purpose,
                channelId,
                token(request),
                Optional.ofNullable(Request.extractQueryParameters(request).getValue("user")),
                ClientAddress.of(request));
        Credential credential = doorkeeper.admit(visitor);
        requireType(request, OFFER_TYPE, "Accept-Post");
        return withIceServers(doorkeeper.enter(visitor, credential, body(request)));
    }

    private static Reply patch(Resource resource, Request request) throws IOException {
        requireType(request, Resource.FRAGMENT_TYPE, "Accept-Patch");
        return resource.patch(request.getHeaders().getValuesList(HttpHeader.IF_MATCH), body(request));
    }

    private Reply withIceServers(Reply reply) {
        Reply result = reply;
        for (IceServer server : settings.iceServers()) {
            result = result.with("Link", server.link());
        }
        return result;
    }

    private static Reply notAllowed(Request request, String allowed) {
        return Reply.error(
                        HttpStatus.METHOD_NOT_ALLOWED_405, request.getMethod() + " is not allowed here; use " + allowed)
                .with("Allow", allowed);
    }

    private static String token(Request request) {
        List<String> given = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (given.size() != 1
                || !given.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || given.getFirst().substring(SCHEME.length()).isBlank()) {
            throw Refused.unauthorized(
                    "this needs a token: send the header Authorization: Bearer TOKEN", "Bearer realm=\"livechat\"");
        }
        return given.getFirst().substring(SCHEME.length()).strip();
    }

    private static void requireType(Request request, String wanted, String header) {
        String given = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
        if (!given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(wanted)) {
            throw new Refused(Reply.error(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                            "Content-Type is '" + given + "', has to be " + wanted)
                    .with(header, wanted));
        }
    }

    private static String body(Request request) throws IOException {
        byte[] bytes = Content.Source.asInputStream(request).readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new Refused(
                    HttpStatus.PAYLOAD_TOO_LARGE_413, "the body may have at most " + MAX_BODY_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
