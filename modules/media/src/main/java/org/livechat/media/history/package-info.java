/** What has been sent lately, kept for a listener that asks for it again: bounded in packets, in bytes and in age. */
@NullMarked
package org.livechat.media.history;

import org.jspecify.annotations.NullMarked;
