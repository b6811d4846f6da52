/** What operators can watch: events as they happen, and where the modules put them. */
@NullMarked
package org.livechat.api.trace;

import org.jspecify.annotations.NullMarked;
