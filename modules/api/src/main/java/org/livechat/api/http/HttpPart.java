package org.livechat.api.http;

import org.livechat.api.part.Part;

/**
 * A part that is there to be reached over HTTP: pages, figures, what operators do. What it answers is said by
 * {@code HttpRoutes} of the module {@code org.livechat.http}, which it implements too; parts of other kinds that implement
 * it are served likewise.
 *
 * @since 1
 */
public interface HttpPart extends Part {}
