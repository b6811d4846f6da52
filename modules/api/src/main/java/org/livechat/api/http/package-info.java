/** What is served over HTTP, as far as it can be said without an HTTP library: who serves, and what only operators use. */
@NullMarked
package org.livechat.api.http;

import org.jspecify.annotations.NullMarked;
