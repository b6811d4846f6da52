/** What floors were asked and have decided, written down for a fault report, and asked again. */
@NullMarked
package org.livechat.server.capture;

import org.jspecify.annotations.NullMarked;
