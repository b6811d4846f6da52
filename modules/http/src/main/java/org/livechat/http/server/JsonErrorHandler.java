package org.livechat.http.server;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.livechat.http.JsonReply;

/** Errors that no handler has answered: the status in words, and nothing of what happened inside. */
final class JsonErrorHandler extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        JsonReply.error(status, sentence(status)).send(response, callback);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    private static String sentence(int status) {
        return HttpStatus.getMessage(status);
    }
}
